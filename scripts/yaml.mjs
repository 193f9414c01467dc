import path from "node:path";

/**
 * The entry of the package `yaml` that a bundle and the tests take: the one for browsers. It is the
 * same source, but the one for Node asks for a variable of the environment at every token, which
 * takes a third of the time of parsing.
 */
export const YAML_ENTRY = path.resolve(
  import.meta.dirname,
  "../node_modules/yaml/browser/index.js",
);
