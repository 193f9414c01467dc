import { profileOf } from "../../src/sandbox/profile.ts";
import type { Layer, LayerName, Site } from "../../src/sandbox/profile.ts";

/** The profile with one layer taken away: what it hides of the machine is then there. Other layers stay, as far as they can without it. */
export function withoutLayer(
  name: string | undefined,
): ((site: Site) => readonly Layer[]) | undefined {
  if (name === undefined) return undefined;
  const replacement = REPLACED.get(name as LayerName);
  return (site) =>
    profileOf(site).map((layer) => {
      if (layer.name !== name) return ALSO.get(name as LayerName)?.(layer) ?? layer;
      const { before: _, ...rest } = layer;
      return { ...rest, args: replacement?.(site, layer.args) ?? [] };
    });
}

/** What is there instead, where nothing at all would start no program. */
const REPLACED: ReadonlyMap<LayerName, (site: Site, args: readonly string[]) => readonly string[]> =
  new Map([
    ["users", (_, args) => args.filter((word) => word !== "--disable-userns")],
    ["files", () => ["--bind", "/", "/"]],
    ["kernel", () => ["--proc", "/proc", "--dev-bind", "/dev", "/dev"]],
    [
      "scratch",
      ({ home, visible }) => [
        ...["--bind", "/tmp", "/tmp", "--bind", home, home, "--tmpfs", "/run"],
        ...visible.flatMap((seen) => ["--ro-bind", seen.from, seen.at]),
      ],
    ],
    [
      "workspace",
      ({ workspace: { at }, path }, args) => [
        ...["--bind", at, at, "--chdir", at, "--setenv", "PATH", path.join(":")],
        ...args.slice(args.indexOf("--setenv")),
      ],
    ],
  ] as const);

/** What another layer cannot do without it: a `/proc` belongs to the processes that it shows. */
const ALSO: ReadonlyMap<LayerName, (layer: Layer) => Layer> = new Map([
  // Who is root of some users keeps all rights over them; a plain user has none that could be dropped.
  ["capabilities", (layer: Layer) => (layer.name === "users" ? { ...layer, args: [] } : layer)],
  [
    "processes",
    (layer: Layer) =>
      layer.name === "kernel"
        ? { ...layer, args: ["--bind", ...["/proc", "/proc"], ...layer.args.slice(2)] }
        : layer,
  ],
] as const);
