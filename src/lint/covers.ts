import type { CommandChoice, CommandPattern } from "../model/command-pattern.ts";
import type { HostPattern } from "../model/host-pattern.ts";
import type { PathChoice, PathPattern } from "../model/path-pattern.ts";

type Item = PathPattern | CommandPattern | HostPattern;

/** Does the one surely hold all that the other does? By their words: what is not seen so is left open. */
export function coversItem(name: "path" | "command" | "host", cover: Item, item: Item): boolean {
  if (cover.source === item.source) return true;
  if (name === "host") return cover.source === "*";
  if ("choices" in cover && "choices" in item)
    return item.choices.every((one) =>
      cover.choices.some((wide) =>
        isPath(wide) && isPath(one)
          ? holdsPath(wide, one)
          : !isPath(wide) && !isPath(one) && holdsCommand(wide, one),
      ),
    );
  return false;
}

function isPath(choice: PathChoice | CommandChoice): choice is PathChoice {
  return "segments" in choice;
}

/** A tree holds all that begins as it does. */
function holdsPath(wide: PathChoice, one: PathChoice): boolean {
  if (wide.anchor !== one.anchor || wide.up !== one.up || wide.segments.at(-1) !== "**")
    return false;
  return wide.segments
    .slice(0, -1)
    .every((segment, at) => JSON.stringify(segment) === JSON.stringify(one.segments[at]));
}

/** Whatever begins with the words of the one. */
function holdsCommand(wide: CommandChoice, one: CommandChoice): boolean {
  return (
    wide.rest &&
    wide.words.length <= one.words.length &&
    wide.words.every((word, at) => JSON.stringify(word) === JSON.stringify(one.words[at]))
  );
}
