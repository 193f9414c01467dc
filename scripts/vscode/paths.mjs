/** Which versions of the editor the harness runs, and where they are kept. */
import os from "node:os";
import path from "node:path";

/** code-server's npm package carries a complete VS Code server: 4.139.1 is VS Code 1.139.1. */
export const CODE_SERVER = "4.139.1";
/** The server's own node; the npm package also has the headers its native modules compile against. */
export const SERVER_NODE = "24.21.0";
/** Raise this when an installation made by older scripts must not be reused. */
const REVISION = 1;

/** Outside the clone, so that every clone on the machine shares one installation. */
export const cacheRoot = path.resolve(
  process.env["AMBIT_CACHE"] ||
    path.join(process.env["XDG_CACHE_HOME"] || path.join(os.homedir(), ".cache"), "ambit"),
);

/** The finished installation. It appears by a rename, so when it exists it is complete. */
export const installDir = path.join(
  cacheRoot,
  `vscode-${CODE_SERVER}-node-${SERVER_NODE}-r${REVISION}`,
);

export const nodePackage = `node-linux-${process.arch}`;

/**
 * The places inside an installation that the harness uses.
 * @param {string} root
 */
export function layout(root) {
  const nodeDir = path.join(root, "node_modules", nodePackage);
  const vscode = path.join(root, "server", "node_modules", "code-server", "lib", "vscode");
  return {
    nodeDir,
    node: path.join(nodeDir, "bin", "node"),
    vscode,
    serverMain: path.join(vscode, "out", "server-main.js"),
    product: path.join(vscode, "product.json"),
  };
}

/** The layout of the installation in use. */
export const installed = layout(installDir);
