import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Folder } from "../cli/ambit.ts";
import { hasSandbox } from "./people.ts";

const RULES = `
  - { id: run, allow: shell, command: "**", files: any }
  - { id: net, allow: web.fetch, host: ["*.granted.test", "localhost", "10.0.0.0/8"] }
  - { id: part, allow: web.fetch, host: part.test, method: GET }
  - { id: asked, ask: web.fetch, host: asked.test }
  - { id: never, deny: web.fetch, host: "*.never.test" }
`;

const policy = (rules: string): string =>
  `ambit: 1\nagent: { id: a, owner: b@example.com }\nrules:${rules}`;

const CALLS = [
  `{ tool: shell, args: { command: "sh net.sh" } }`,
  `{ tool: web.fetch, args: { url: "https://localhost/" } }`,
  `{ tool: web.fetch, args: { url: "https://part.test/" } }`,
  `{ tool: web.fetch, args: { url: "https://asked.test/" } }`,
  `{ tool: web.fetch, args: { url: "https://sub.never.test/" } }`,
  `{ tool: shell, args: { command: "true" } }`,
];

interface JsonRun {
  readonly steps: readonly {
    readonly outcome: string;
    readonly why?: string;
    readonly result?: { readonly text: string; readonly isError: boolean };
    readonly effects?: { readonly network: unknown; readonly requests?: unknown };
  }[];
  readonly layers: readonly string[];
  readonly network: { readonly open: unknown; readonly closed: unknown };
}

describe.skipIf(!hasSandbox)("ambit simulate --run, with a network", () => {
  let folder: Folder;
  beforeAll(() => {
    folder = new Folder({
      // What a command does by itself, no policy language can see.
      "net.sh": "curl -s -o page http://www.granted.test/\ncurl -s https://sub.never.test/\ntrue\n",
      "ambit.yaml": policy(RULES),
      "plain.yaml": policy(RULES.replace(/ {2}- \{ id: net.*/, "")),
      "s.ambit-scenario.yaml": `ambit-scenario: 1\npolicy: ambit.yaml\nsteps:\n${CALLS.map((call) => `  - { call: ${call} }\n`).join("")}`,
    });
  });
  afterAll(() => {
    folder.remove();
  });

  it("opens what is granted by whole hosts, and says what came of every request", async () => {
    const words = ["simulate", "s.ambit-scenario.yaml", "--run", "--yes", "--answer", "yes"];
    const { stdout, stderr } = await folder.runAlone([...words, "--format", "json"]);
    if (stdout === "") throw new Error(stderr);
    const { steps, layers, network } = JSON.parse(stdout) as JsonRun;
    expect(layers).toContain(
      "network only through a proxy of Ambit, to *.granted.test and localhost",
    );
    const refused = (host: string, why: string, port = 443): object => ({
      ...{ host, port, outcome: "refused", why, times: 1 },
    });
    expect(steps[0]?.effects?.requests).toEqual([
      refused("www.granted.test", "no rule grants it", 80),
      refused("sub.never.test", "denied by `never`"),
    ]);
    expect(steps[0]?.effects?.network ?? ["www.granted.test:80", "sub.never.test:443"]).toEqual([
      ...["www.granted.test:80", "sub.never.test:443"],
    ]);
    expect(steps[1]?.result?.text).toMatch(
      /^ambit: localhost:443 is not reached from the sandbox: its name leads to \S+: it is this machine's own/,
    );
    expect(steps.slice(2).map(({ outcome, why }) => [outcome, why])).toEqual([
      ["not-run", "`part` grants only a part of the host (`method`)"],
      ["not-run", "`asked` asks, and only what is allowed without a question opens the network"],
      ["denied", undefined],
      ["done", undefined],
    ]);
    expect(steps[5]?.effects?.requests).toEqual([]);
    expect(network).toMatchObject({
      open: ["*.granted.test", "localhost"],
      closed: [
        { host: "10.0.0.0/8", why: "only names are reached, not addresses", rule: { id: "net" } },
        { host: "part.test", rule: { id: "part" } },
        { host: "asked.test", rule: { id: "asked" } },
      ],
    });
  });

  it("says so to people, before and after", async () => {
    const words = ["simulate", "s.ambit-scenario.yaml", "--run"];
    const asked = await folder.runAlone(words);
    expect(asked.stderr).toContain("with network to *.granted.test and localhost only");
    expect(asked.stderr).toContain("no network to part.test, which part is about: `part` grants");
    const { stdout } = await folder.runAlone([...words, "--yes"]);
    expect(stdout).toContain(
      "was kept from www.granted.test:80 (no rule grants it), sub.never.test:443 (denied by `never`)",
    );
    expect(stdout).toContain("no network to part.test, which part is about: `part` grants");
  });

  it("stays closed where no whole host is granted", async () => {
    const words = ["simulate", "s.ambit-scenario.yaml", "--policy", "plain.yaml", "--run", "--yes"];
    const { stdout } = await folder.runAlone([...words, "--format", "json"]);
    const { layers, steps, network } = JSON.parse(stdout) as JsonRun;
    expect(layers).toContain("no network");
    expect(network.open).toEqual([]);
    expect(steps[0]?.effects).not.toHaveProperty("requests");
    expect(steps[2]?.why).toBe("`part` grants only a part of the host (`method`)");
  });
});
