/** What pure layers may not do besides naming globals: read the clock, load code. For oxlint. */

/** @typedef {{ type: string, name?: string, arguments?: readonly unknown[], callee?: { type: string, name?: string } }} Expression */
/** @typedef {{ report(problem: { node: Expression, message: string }): void }} Context */

const clock = "the time is a parameter";

const rule = {
  /** @param {Context} context */
  create: (context) => ({
    /** @param {Expression} node */
    NewExpression(node) {
      if (node.callee?.name === "Date" && node.arguments?.length === 0)
        context.report({ node, message: clock });
    },
    /** @param {Expression} node */
    CallExpression(node) {
      if (node.callee?.name === "Date") context.report({ node, message: clock });
    },
    /** @param {Expression} node */
    ImportExpression(node) {
      context.report({ node, message: "loading code is IO: it is handed in" });
    },
  }),
};

const plugin = { meta: { name: "pure" }, rules: { "no-clock-no-loading": rule } };

// oxlint asks for a default export.
export default plugin;
