import { describe, expect, it } from "vitest";
import { readFromView, readToView, readViewState } from "../../src/protocol/view.ts";

const subject = { kind: "scenario", uri: "file:///day" };
const file = { uri: "file:///a", place: "a" };
const position = { line: 1, character: 0 };
const rule = { ...file, id: "a", effect: "deny", range: { start: position, end: position } };
const step = { call: "x", decision: "deny", reason: "by a", rules: [rule] };
const details = { tool: "x", args: [], parts: [], considered: [], notes: [] };
const counts = { allow: 0, ask: 0, deny: 1 };
const session = { title: "Day", policy: file, steps: [step], counts };

const call = { tool: "shell", args: { command: "ls" } };
const form = {
  type: "form",
  subject: { kind: "call", policy: "p", ...call },
  tools: [{ name: "shell", label: "shell", help: "", fields: [] }],
  file: "",
};

const ran = {
  ...{ index: 0, call: "x", decision: "allow", outcome: "done", why: "w" },
  result: { lines: ["a"], more: 1, isError: false },
  effects: [{ did: "read", names: [{ text: "a" }, { text: "b", path: "b" }], more: 0 }],
  remarks: [{ kind: "denied", words: "w", rules: [rule] }],
};
const run = {
  ...{ calls: [ran], layers: ["one"], notes: [] },
  changes: [{ path: "b", text: "b", what: "created", warning: "w", applied: true }],
};

const row = {
  agent: "Claude Code",
  folder: "",
  file,
  decision: "unknown",
  reason: "by a",
  rules: [rule],
  differs: true,
};

describe("a message to the view", () => {
  it.each([
    form,
    { type: "agents", subject: form.subject, rows: [row] },
    { type: "recent", calls: [call] },
    { type: "paths", paths: ["src/"] },
    { type: "problem", subject, problem: "none" },
    { type: "session", subject, session },
    { type: "session", subject, session: { ...session, scenario: file } },
    { type: "session", subject, session: { ...session, steps: [{ ...step, details }] } },
    { type: "session", subject: { kind: "call", policy: "p", tool: "t", args: {} }, session },
    { type: "run", state: "none" },
    { type: "run", state: "done", run },
    { type: "ran", call: ran },
  ])("is taken as it is meant: %j", (message) => {
    expect(readToView(message)).toBe(message);
  });

  it.each([
    { ...form, subject },
    { type: "agents", subject, rows: [row] },
    { type: "agents", subject: form.subject, rows: [{ ...row, differs: 1 }] },
    { type: "agents", subject: form.subject, rows: Array(101).fill(row) },
    { ...form, tools: [{ name: "shell" }] },
    { type: "recent", calls: Array(21).fill(call) },
    { type: "paths", paths: Array(301).fill("") },
    undefined,
    null,
    "session",
    [],
    { type: "problem", subject },
    { type: "other", subject, problem: "none" },
    { type: "constructor" },
    { type: "problem", subject: { kind: "__proto__" }, problem: "none" },
    { type: "problem", subject, problem: "x".repeat(200_000) },
    { type: "session", subject, session: { ...session, counts: {} } },
    { type: "session", subject, session: { ...session, steps: [{ ...step, decision: "maybe" }] } },
    { type: "session", subject, session: { ...session, steps: [{ ...step, details: 1 }] } },
    { type: "run", state: "over" },
    { type: "run", state: "done", run: { ...run, changes: [{ path: "b" }] } },
    { type: "ran", call: { ...ran, effects: [{ did: "read", names: [1], more: 0 }] } },
    { type: "ran", call: { ...ran, outcome: "lost" } },
    { type: "session", subject, session: { ...session, policy: Object.create(file) as unknown } },
  ])("is left alone when it is something else: %j", (message) => {
    expect(readToView(message)).toBeUndefined();
  });
});

describe("a message from the view", () => {
  it.each([
    { type: "ready", open: [] },
    { type: "explain", open: [0, 7] },
    { type: "rule", uri: "file:///a", id: "a" },
    { type: "file", uri: "file:///a" },
    { type: "copy" },
    { type: "test", index: 3 },
    { type: "watch", index: 3 },
    { type: "call", call },
    { type: "tried", call },
    { type: "paths", text: "src/" },
    { type: "run" },
    { type: "stop" },
    { type: "diff", path: "a" },
    { type: "apply", path: "a" },
  ])("is taken as it is meant: %j", (message) => {
    expect(readFromView(message)).toBe(message);
  });

  it.each([
    undefined,
    { type: "call", call: { tool: "shell", args: [] } },
    { type: "tried", tool: "shell", args: {} },
    { type: "paths", text: "x".repeat(5000) },
    { type: "explain", open: [-1] },
    { type: "explain", open: [0.5] },
    { type: "explain", open: Array(51).fill(0) },
    { type: "rule", uri: 1, id: "a" },
    { type: "file" },
    { type: "diff" },
    { type: "apply", path: 1 },
    { type: "execute", command: "rm -rf ." },
  ])("is left alone when it is something else: %j", (message) => {
    expect(readFromView(message)).toBeUndefined();
  });
});

it("what a view kept is checked like a message", () => {
  const state = { subject, hidden: ["ask"], open: [1] };
  expect(readViewState(state)).toBe(state);
  expect(readViewState({ ...state, hidden: ["all"] })).toBeUndefined();
  expect(readViewState(undefined)).toBeUndefined();
});
