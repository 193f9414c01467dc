import { agentFileAt } from "../../formats/index.ts";
import type { Range } from "../../model/place.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { claudeOffers } from "./claude-offers.ts";
import { codexOffers } from "./codex-offers.ts";
import { cursorOffers } from "./cursor-offers.ts";
import { geminiOffers } from "./gemini-offers.ts";
import { opencodeOffers } from "./opencode-offers.ts";
import { agentPlaceAt } from "./place.ts";
import { vsCodeOffers } from "./vscode-offers.ts";
import type { AgentOffer, AgentWriting } from "./writing.ts";

/** A file of an agent in the editor. */
export interface AgentDocument {
  readonly path: string;
  /** The editor's own word for its language. */
  readonly language?: string | undefined;
}

/** What may stand at an offset of an agent's file; nothing where none of it is known. */
export async function offersAt(
  workspace: Workspace,
  { path, language = "markdown" }: AgentDocument,
  offset: number,
): Promise<{ readonly writing: AgentWriting; readonly offers: readonly AgentOffer[] } | undefined> {
  const file = agentFileAt(path);
  const text = await workspace.text(path);
  if (file === undefined || text === undefined) return undefined;
  const place = agentPlaceAt(path, text, offset);
  if (place === undefined) return undefined;
  const around = await workspace.surroundings(`${file.at.base}/-`);
  const known = path.endsWith(".md") && !PLAIN.has(language);
  const writing: AgentWriting = { ...place, file, text, around, known };
  const offers = await OFFERS[file.format.id](writing);
  const hasSchema = /\.jsonc?$/.test(path) && /"\$schema"\s*:\s*"[^"]/.test(text);
  const isOurs = ({ kind }: AgentOffer): boolean => kind !== "Property" && kind !== "EnumMember";
  return { writing, offers: hasSchema ? offers.filter(isOurs) : offers };
}

/** VS Code has languages of its own for agents and skills (`chatagent`, `skill`), and completes them. */
const PLAIN: ReadonlySet<string> = new Set(["markdown", "plaintext"]);

const OFFERS: Readonly<
  Record<
    NonNullable<ReturnType<typeof agentFileAt>>["format"]["id"],
    (writing: AgentWriting) => readonly AgentOffer[] | Promise<readonly AgentOffer[]>
  >
> = {
  "claude-code": claudeOffers,
  vscode: vsCodeOffers,
  codex: codexOffers,
  "gemini-cli": geminiOffers,
  opencode: opencodeOffers,
  cursor: cursorOffers,
};

/** A name or word, and what it means. */
export interface MeantWord {
  readonly range: Range;
  readonly word: string;
  readonly meaning: string;
  /** The meaning is Ambit's own Markdown, and no text of a server. */
  readonly own: boolean;
}

/** What a name or word at an offset of an agent's file means, and where it stands; nothing where that is not known, or the editor says it. */
export async function wordAt(
  workspace: Workspace,
  document: AgentDocument,
  offset: number,
): Promise<MeantWord | undefined> {
  const found = await offersAt(workspace, document, offset);
  if (found === undefined) return undefined;
  const { range, text } = found.writing;
  const word = text.slice(range.start, range.end);
  const offer = found.offers.find((one) => one.text === word && WORDS.has(one.kind));
  return offer?.detail === undefined || offer.detail === ""
    ? undefined
    : { range, word, meaning: offer.detail, own: offer.kind !== "Function" };
}

const WORDS: ReadonlySet<AgentOffer["kind"]> = new Set(["EnumMember", "Property", "Function"]);
