import * as vscode from "vscode";

/** The folders of the extension that the page of the Simulation view may load from. */
export function simulationRoots(extension: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extension, "dist", "view"), vscode.Uri.joinPath(extension, "media")];
}

/** The page of the Simulation view: empty places, which its script fills with text. Nothing else can run in it or be loaded. */
export function simulationHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  const at = (...path: readonly string[]): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, ...path)).toString();
  const nonce = crypto.randomUUID();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" nonce="${nonce}" href="${at("media", "simulation.css")}">
<title>Simulation</title>
</head>
<body>
<header>
<h1 id="title"></h1>
<p id="places"></p>
<div class="bar">
<div id="filters" role="group" aria-label="Filter by decision"></div>
<button id="run" type="button" hidden>Run in Sandbox…</button>
<button id="stop" type="button" hidden>Stop</button>
<button id="save" type="button" hidden>Save as Scenario…</button>
<button id="copy" type="button" hidden>Copy as CLI command</button>
</div>
<p id="sum" role="status"></p>
<p id="ran" role="status"></p>
<p id="problem" role="alert"></p>
</header>
<main>
<form id="form" aria-label="Call" autocomplete="off" hidden></form>
<section id="agents" aria-label="Every agent here" hidden></section>
<ol id="calls" role="list" aria-label="Calls"></ol>
<section id="after" aria-label="The run"></section>
</main>
<script nonce="${nonce}" src="${at("dist", "view", "simulation.js")}"></script>
</body>
</html>
`;
}
