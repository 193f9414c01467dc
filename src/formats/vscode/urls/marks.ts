import type { ToolCall } from "../../../model/call.ts";
import type { Mark } from "../../../model/mark.ts";
import { shownShort } from "../../../model/shown.ts";
import { isObject, own } from "../../../model/json.ts";
import type { Json } from "../../../model/json.ts";
import type { OwnSettings } from "../own.ts";
import { SETTINGS } from "../settings-keys.ts";
import { authorityOf, urlGlobMatches } from "./url-glob.ts";

/** What is to be known of the approvals of URLs that no clause can say. */
export function* urlMarks({ urls }: OwnSettings): Iterable<Mark> {
  if (urls === undefined) return;
  if (urls === "no-object") {
    const message = "it is no object, so VS Code reads no entry; write one";
    yield { kind: "entry-not-consulted", at: { path: [SETTINGS.urls] }, message };
    return;
  }
  for (const [index, { key, value }] of urls.entries()) {
    const at = { path: [SETTINGS.urls, key], on: "key" } as const;
    const name = `\`${shownShort(key, 80)}\``;
    if (typeof value !== "boolean" && !isObject(value)) {
      const message = `VS Code expects \`true\`, \`false\` or an object for ${name}`;
      yield { kind: "entry-not-consulted", at, message };
      continue;
    }
    const [request, response] = [says(value, "approveRequest"), says(value, "approveResponse")];
    const other = request === true ? lookAlike(key) : undefined;
    if (other !== undefined)
      yield {
        kind: "look-alike-host",
        at,
        message: `${name} also approves \`${shownShort(other, 80)}\`, a host of somebody else: \`*\` stands for any characters, not for whole names; list the hosts`,
        witness: fetch(other),
      };
    const sample = sampleUrl(key);
    const before = urls
      .slice(0, index)
      .find((earlier) =>
        (says(earlier.value, "approveRequest") === true && request === false) ||
        (says(earlier.value, "approveResponse") === true && response === false)
          ? urlGlobMatches(sample, earlier.key)
          : false,
      );
    if (before !== undefined)
      yield {
        kind: "order-trap",
        at,
        message: `${name} never asks, because \`${shownShort(before.key, 80)}\` comes before it, matches the same addresses, and the first entry counts; move it to the front`,
        witness: fetch(sample),
        related: [
          { at: { path: [SETTINGS.urls, before.key], on: "key" }, message: "this comes first" },
        ],
      };
  }
}

function says(value: Json, step: string): Json | undefined {
  return isObject(value) ? own(value, step) : value;
}

/** A URL of another owner that the key matches; `undefined` where there is none, or where the key is open to every host anyway. */
function lookAlike(key: string): string | undefined {
  const authority = authorityOf(key);
  if (!authority.includes("*") || /^\*?(?::\*)?$/.test(authority)) return undefined;
  const scheme = /^([^./:]*):\/\//.exec(key)?.[1] ?? "https";
  const plain = authority.replace(/:(?:\*|\d+)$/, "").replaceAll("*", "");
  const name = plain.replace(/^\.+|\.+$/g, "");
  if (name === "") return undefined;
  const path = pathOf(key);
  const hosts = authority.endsWith("*") ? [`${name}.evil.example`] : [`evil${name}`];
  return hosts.map((host) => `${scheme}://${host}${path}`).find((url) => urlGlobMatches(url, key));
}

/** A URL that the key is about. */
function sampleUrl(key: string): string {
  const scheme = /^([^./:]*):\/\//.exec(key)?.[1] ?? "https";
  const host = authorityOf(key).replace(/:\*$/, "").replace(/^\*\./, "www.").replaceAll("*", "x");
  return `${scheme}://${host}${pathOf(key)}`;
}

function pathOf(key: string): string {
  const path = /^(?:[^./:]*:\/\/)?[^/]*(\/[^?#]*)?/.exec(key)?.[1] ?? "/";
  return path.replaceAll("*", "x");
}

function fetch(url: string): ToolCall {
  return { tool: "web.fetch", args: { url, method: "GET" } };
}
