import * as vscode from "vscode";
import type { CaseItem, SuiteItem } from "../protocol/suites.ts";
import { visibleText } from "./visible-text.ts";

/** Cases of one suite that are to be run. */
export interface Wanted {
  readonly suite: vscode.TestItem;
  readonly cases: readonly vscode.TestItem[];
}

/** The suites and their cases as items of the Test Explorer. What is there already keeps its item, and so its last result. */
export class SuiteTree {
  readonly #controller: vscode.TestController;
  #suites: readonly SuiteItem[] = [];

  constructor(controller: vscode.TestController) {
    this.#controller = controller;
  }

  /** Shows these suites and no others. */
  show(suites: readonly SuiteItem[]): void {
    this.#suites = suites;
    this.#controller.items.replace(suites.map((suite) => this.#suiteItem(suite)));
  }

  /** The suites whose result depends on a file. */
  dependingOn(uri: string): readonly vscode.TestItem[] {
    const same = vscode.Uri.parse(uri).toString();
    return this.#suites
      .filter(({ links }) => links.some((link) => vscode.Uri.parse(link).toString() === same))
      .flatMap((suite) => this.#controller.items.get(suite.uri) ?? []);
  }

  /** What a request asks for, by suite. */
  wanted({ include, exclude = [] }: vscode.TestRunRequest): readonly Wanted[] {
    const asked = include ?? itemsOf(this.#controller.items);
    const left = new Set(exclude);
    const suites = new Map<vscode.TestItem, Set<vscode.TestItem>>();
    for (const item of asked) {
      const suite = item.parent ?? item;
      const cases = suites.get(suite) ?? new Set();
      for (const one of item === suite ? itemsOf(suite.children) : [item]) cases.add(one);
      suites.set(suite, cases);
    }
    return [...suites]
      .filter(([suite]) => !left.has(suite))
      .map(([suite, cases]) => ({ suite, cases: [...cases].filter((one) => !left.has(one)) }));
  }

  #suiteItem({ uri, cases, problem }: SuiteItem): vscode.TestItem {
    const place = vscode.Uri.parse(uri);
    const label = vscode.workspace.asRelativePath(place);
    const item =
      this.#controller.items.get(uri) ?? this.#controller.createTestItem(uri, label, place);
    item.error = problem === undefined ? undefined : visibleText(problem, 2000);
    item.children.replace(cases.map((one) => this.#caseItem(one, item, place)));
    return item;
  }

  #caseItem({ id, name, range }: CaseItem, suite: vscode.TestItem, uri: vscode.Uri) {
    const label = visibleText(name, 200);
    const item = suite.children.get(id) ?? this.#controller.createTestItem(id, label, uri);
    item.range = rangeOf(range);
    // In the order of the file, and not of the names.
    item.sortText = String(range.start.line).padStart(7, "0");
    return item;
  }
}

function itemsOf(items: vscode.TestItemCollection): readonly vscode.TestItem[] {
  const all: vscode.TestItem[] = [];
  items.forEach((item) => all.push(item));
  return all;
}

/** A range as VS Code has it. */
export function rangeOf({ start, end }: CaseItem["range"]): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
