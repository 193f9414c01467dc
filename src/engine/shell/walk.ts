import type { FileUse, Folder, ShellPart } from "../../model/command.ts";
import { plainWord } from "./cursor.ts";
import type { After } from "./folders.ts";
import { afterCommand, staying, union } from "./folders.ts";
import type { Scene } from "./scene.ts";
import { connectionOf, useOf } from "./scene.ts";
import { outputOf, redirectedStdin } from "./stdin.ts";
import type { ReadText, Subject } from "./study.ts";
import { study } from "./study.ts";
import { mayMove } from "./moves.ts";
import { dashViews } from "./dash.ts";
import type {
  Chain,
  Compound,
  Condition,
  Pipeline,
  Redirect,
  Script,
  ShellWord,
  Simple,
  Stage,
} from "./tree.ts";

/** Collects the parts of a program, in the order in which they are written. */
export class Walk {
  readonly parts: ShellPart[] = [];
  readonly #readText: ReadText;
  /** A function or an alias of this program may go elsewhere when it is called. */
  #wanders = false;
  /** `exec < file` feeds everything that follows. */
  #fed = false;

  constructor(readText: ReadText) {
    this.#readText = readText;
  }

  /** Walks a program that begins in the folders of `scene`, and says where it ends. */
  script(script: Script, scene: Scene): readonly Folder[] {
    let { folders } = scene;
    for (const chain of script.chains) {
      const after = this.#chain(chain, { ...scene, folders, joined: false });
      folders = union(chain.background ? folders : after.ok, after.ok, after.failed);
    }
    return folders;
  }

  #chain(chain: Chain, scene: Scene): After {
    let joined = chain.rest[0]?.op === "&&";
    let after = this.#pipeline(chain.first, { ...scene, joined });
    for (const [at, { op, pipeline }] of chain.rest.entries()) {
      const folders = op === "&&" ? after.ok : union(after.ok, after.failed);
      joined &&= chain.rest[at + 1]?.op === "&&";
      const next = this.#pipeline(pipeline, { ...scene, folders, joined });
      after =
        op === "&&"
          ? { ok: next.ok, failed: union(after.failed, next.failed) }
          : { ok: union(after.ok, next.ok), failed: next.failed };
    }
    return after;
  }

  #pipeline(pipeline: Pipeline, scene: Scene): After {
    const { stages, timed } = pipeline;
    const first = stages[0];
    if (
      timed !== undefined &&
      !(first?.kind === "simple" && first.words.length > 0 && first.assigns.length === 0)
    )
      this.#words(timed, scene);
    let stdin = this.#fed ? ({ kind: "unknown" } as const) : scene.stdin;
    let after: After = staying(scene.folders);
    for (const stage of stages) {
      const timing =
        stage === first &&
        stage.kind === "simple" &&
        stage.assigns.length === 0 &&
        stage.words.length > 0
          ? timed
          : undefined;
      const within = this.#stage(
        stage,
        {
          ...scene,
          folders: union(scene.folders, after.ok, after.failed),
          stdin,
          joined:
            scene.joined && stages.length === 1 && !pipeline.negated && stage.kind === "simple",
        },
        timing ?? [],
      );
      after =
        stages.length === 1
          ? within
          : { ok: union(after.ok, within.ok), failed: union(after.failed, within.failed) };
      stdin = outputOf(stage, stdin);
    }
    if (stages.length > 1)
      after = {
        ok: union(scene.folders, after.ok, after.failed),
        failed: union(scene.folders, after.ok, after.failed),
      };
    return pipeline.negated
      ? { ok: union(after.ok, after.failed), failed: union(after.ok, after.failed) }
      : after;
  }

  #stage(stage: Stage, scene: Scene, timed: readonly ShellWord[]): After {
    switch (stage.kind) {
      case "simple":
        return this.#simple(stage, scene, timed);
      case "test":
      case "arithmetic":
        this.#condition(stage, scene);
        return staying(scene.folders);
      case "function": {
        const place = { start: stage.start, end: stage.end };
        this.#words(
          [
            plainWord("function", place.start, place.end),
            plainWord(stage.name, place.start, place.end),
          ],
          scene,
          place,
        );
        if (mayMove(stage.body)) this.#wanders = true;
        // It is called later, from any folder, with any input.
        this.#stage(
          stage.body,
          {
            ...scene,
            folders: union(scene.folders, mayMove(stage.body) ? [undefined] : []),
            stdin: { kind: "unknown" },
          },
          [],
        );
        return this.#wandering(staying(scene.folders));
      }
      case "coproc": {
        const words = stage.body.kind === "simple" ? stage.body.words : [];
        this.#words(
          [plainWord("coproc", stage.start, stage.end), ...words.map(bare)],
          scene,
          stage,
        );
        this.#stage(stage.body, { ...scene, stdin: { kind: "unknown" } }, []);
        return staying(scene.folders);
      }
      default:
        return this.#compound(stage, scene);
    }
  }

  #compound(stage: Compound, scene: Scene): After {
    const stdin = redirectedStdin(stage.redirects, scene.stdin);
    this.#redirections(stage.redirects, scene, "of-its-own");
    this.#inside(stage.words, scene);
    let { folders } = scene;
    if (stage.kind === "loop" && mayMove(stage)) folders = union(folders, [undefined]);
    let reached = folders;
    for (const script of stage.scripts)
      reached = union(
        stage.kind === "group" || stage.kind === "subshell" ? [] : reached,
        this.script(script, { ...scene, folders: reached, stdin }),
      );
    return this.#wandering(staying(stage.kind === "subshell" ? scene.folders : reached));
  }

  #condition(stage: Condition, scene: Scene): void {
    const files = this.#redirections(stage.redirects, scene, "of-a-command");
    const opener = stage.kind === "test" ? "[[" : "((";
    const closer = stage.kind === "test" ? "]]" : "))";
    const words = [
      plainWord(opener, stage.start, stage.end),
      ...stage.words,
      plainWord(closer, stage.start, stage.end),
    ];
    const { part } = study(
      { words, assigns: [], redirected: files, start: stage.start, end: stage.end },
      scene,
      this.#readText,
    );
    const views = dashViews(stage, scene, this.#readText);
    this.parts.push({ ...part, views, effectsKnown: true });
    this.#inside(stage.words, scene);
  }

  #simple(stage: Simple, scene: Scene, timed: readonly ShellWord[]): After {
    const { words, assigns, redirects } = stage;
    const alone = words.length === 0 && assigns.length === 0;
    const program = words[0]?.known === true ? words[0].text : undefined;
    const replaces = program === "exec" && words.length === 1;
    const files = this.#redirections(
      redirects,
      scene,
      alone || replaces ? "of-its-own" : "of-a-command",
    );
    if (
      replaces &&
      redirects.some(({ op, fd }) => op.startsWith("<") && (fd === undefined || fd === 0))
    )
      this.#fed = true;
    if (!alone) {
      const within = { ...scene, stdin: redirectedStdin(redirects, scene.stdin) };
      const names = assigns.map(({ name }) => name);
      this.#study(
        {
          words: [...timed.map(bare), ...words],
          assigns: names,
          redirected: files,
          start: timed[0]?.start ?? stage.start,
          end: stage.end,
        },
        within,
      );
    }
    this.#inside([...assigns.flatMap((assign) => assign.words), ...words], scene);
    if (program === "alias" || program === "trap") this.#wanders = true;
    return this.#wandering(afterCommand(words, scene.folders, scene.context));
  }

  /** After something that may go anywhere when it is called, nobody knows the folder. */
  #wandering(after: After): After {
    return this.#wanders
      ? { ok: union(after.ok, [undefined]), failed: union(after.failed, [undefined]) }
      : after;
  }

  #words(
    words: readonly ShellWord[],
    scene: Scene,
    place = { start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 },
  ): void {
    this.#study(
      { words, assigns: [], redirected: [], start: place.start, end: place.end },
      { ...scene, stdin: { kind: "caller" } },
    );
  }

  #study(subject: Subject, scene: Scene): void {
    const { part, further } = study(subject, scene, this.#readText);
    this.parts.push(part, ...further);
  }

  /** The programs inside words run where the command runs, before it. */
  #inside(words: readonly ShellWord[], scene: Scene): void {
    for (const word of words)
      for (const script of word.scripts)
        this.script(script, { ...scene, stdin: word.pipe ? { kind: "unknown" } : scene.stdin });
  }

  /** The files of redirections, given back where they belong to a command, else parts of their own. */
  #redirections(
    redirects: readonly Redirect[],
    scene: Scene,
    belonging: "of-a-command" | "of-its-own",
  ): readonly FileUse[] {
    const files: FileUse[] = [];
    for (const redirect of redirects) {
      this.#inside([redirect.to], scene);
      const connection = connectionOf(redirect.to);
      const { start, end } = redirect;
      if (connection !== undefined && !redirect.op.startsWith("<<"))
        this.parts.push({ kind: "fetch", fetch: connection, start, end });
      else
        for (const file of filesOf(redirect, scene)) {
          if (belonging === "of-a-command") files.push(file);
          else this.parts.push({ kind: "file", file, start, end });
        }
    }
    return files;
  }
}

function filesOf(redirect: Redirect, scene: Scene): readonly FileUse[] {
  const { op, to } = redirect;
  if (
    op.startsWith("<<") ||
    op === "<&" ||
    (op === ">&" && to.known && /^(?:\d+-?|-)$/.test(to.text))
  )
    return [];
  const access =
    op === "<>"
      ? (["read", "write"] as const)
      : op === "<"
        ? (["read"] as const)
        : (["write"] as const);
  return access.map((kind) => useOf(to, kind, scene)).filter((use) => use !== undefined);
}

/** A word whose programs are walked elsewhere. */
function bare(word: ShellWord): ShellWord {
  return { ...word, scripts: [] };
}
