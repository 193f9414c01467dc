// Runs inside the sandbox. `relay SOCKET PORT PROGRAM WORD…` starts another program, with a way to the proxy; without words, it is the server of tools.
const [verb, socket = "", port = "", ...words] = process.argv.slice(2);
if (verb === "relay") {
  const { runWithRelay } = await import("./relay.ts");
  await runWithRelay(socket, Number(port), words);
} else await import("./serve.ts");
