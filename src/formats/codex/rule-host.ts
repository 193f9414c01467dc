import type { Outcome } from "../../model/problem.ts";
import { shownShort } from "../../model/shown.ts";

/** The host of a `network_rule`: one name or address, without scheme, path or wildcard; a port is left out. Source: codex-rs/execpolicy/src/rule.rs (0.169.0). */
export function hostOf(raw: string): Outcome<string> {
  const text = raw.trim();
  const shown = shownShort(raw, 60);
  if (/:\/\/|[/?#]/.test(text))
    return { error: `\`${shown}\` must be a host alone, without scheme or path` };
  const bracketed = /^\[([^\]]*)\](:\d+)?$/.exec(text);
  if (text.startsWith("[") && bracketed === null)
    return { error: `\`${shown}\` is no address in brackets` };
  const [, inside] = bracketed ?? [];
  const plain = inside ?? text.replace(/^([^:]+):\d+$/, "$1");
  const host = plain.replace(/\.+$/, "").trim().toLowerCase();
  if (host === "") return { error: "`host` is empty" };
  if (host.includes("*"))
    return { error: `\`${shown}\` holds a wildcard; a rule of Codex names one host` };
  if (/\s/.test(host)) return { error: `\`${shown}\` holds a blank` };
  return { value: host };
}
