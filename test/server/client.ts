import { PassThrough } from "node:stream";
import {
  createConnection,
  createProtocolConnection,
  FileChangeType,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import type {
  ClientCapabilities,
  CodeAction,
  Diagnostic,
  ProtocolConnection,
  PublishDiagnosticsParams,
  Range,
  RegistrationParams,
  TextEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { loadGrammars } from "../../src/host/grammars.ts";
import { serve } from "../../src/server/server.ts";
import type { ServerGround } from "../../src/server/server.ts";
import type { Files } from "../../src/workspace/ports.ts";

/** How long a test waits for the server. */
const PATIENCE_MS = 30_000;

const CAPABILITIES: ClientCapabilities = {
  textDocument: { publishDiagnostics: { relatedInformation: true, versionSupport: true } },
  workspace: { didChangeWatchedFiles: { dynamicRegistration: true }, workspaceFolders: true },
};

/** An editor that talks to a server in this process. */
export class Client {
  readonly connection: ProtocolConnection;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly registered: RegistrationParams[] = [];
  readonly log: string[] = [];
  readonly #documents = new Map<string, TextDocument>();
  readonly #waiting = new Set<() => void>();

  private constructor(files: Files, more?: (ground: ServerGround) => void) {
    const up = new PassThrough();
    const down = new PassThrough();
    serve(
      createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)),
      async () => ({
        files,
        grammars: await loadGrammars(),
        home: "/home/dev",
        installed: async (agent) => (agent === "claude-code" ? "2.1.330" : undefined),
        now: () => "2026-11-01T00:00:00Z",
      }),
      more,
    );
    this.connection = createProtocolConnection(
      new StreamMessageReader(down),
      new StreamMessageWriter(up),
    );
    this.connection.onNotification(
      "textDocument/publishDiagnostics",
      (params: PublishDiagnosticsParams) => {
        this.published.push(params);
        for (const wake of this.#waiting) wake();
      },
    );
    this.connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      this.log.push(message);
    });
    this.connection.onRequest("client/registerCapability", (params: RegistrationParams) => {
      this.registered.push(params);
    });
    this.connection.listen();
  }

  /** Starts a server over the files and waits until it is ready; `folders` are the workspace's. */
  static async start(
    files: Files,
    {
      folders = ["/shop"],
      capabilities = CAPABILITIES,
      options = {},
      more,
    }: {
      folders?: string[];
      capabilities?: ClientCapabilities;
      options?: object;
      more?: (ground: ServerGround) => void;
    } = {},
  ): Promise<Client> {
    const client = new Client(files, more);
    await client.connection.sendRequest("initialize", {
      processId: null,
      rootUri: null,
      capabilities,
      initializationOptions: options,
      workspaceFolders: folders.map((folder) => ({ uri: uri(folder), name: folder })),
    });
    await client.connection.sendNotification("initialized", {});
    return client;
  }

  async open(path: string, text: string, languageId = "ambit-policy"): Promise<void> {
    this.#documents.set(uri(path), TextDocument.create(uri(path), languageId, 1, text));
    const textDocument = { uri: uri(path), languageId, version: 1, text };
    await this.connection.sendNotification("textDocument/didOpen", { textDocument });
  }

  /** Replaces the first `from` in the document by `to`, as one incremental change; gives the new version. */
  async edit(path: string, from: string, to: string): Promise<number> {
    const document = this.document(path);
    const at = document.getText().indexOf(from);
    if (at < 0) throw new Error(`${path} does not hold ${from}`);
    const range = { start: document.positionAt(at), end: document.positionAt(at + from.length) };
    return this.apply(path, [{ range, newText: to }]);
  }

  /** Applies edits of one document. */
  async apply(path: string, edits: readonly TextEdit[]): Promise<number> {
    const document = this.document(path);
    const version = document.version + 1;
    const contentChanges = edits.map(({ range, newText }) => ({ range, text: newText }));
    TextDocument.update(document, contentChanges, version);
    const textDocument = { uri: uri(path), version };
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument,
      contentChanges,
    });
    return version;
  }

  async close(path: string): Promise<void> {
    this.#documents.delete(uri(path));
    await this.connection.sendNotification("textDocument/didClose", {
      textDocument: { uri: uri(path) },
    });
  }

  async changed(path: string, type: "created" | "changed" | "deleted" = "changed"): Promise<void> {
    const types = {
      created: FileChangeType.Created,
      changed: FileChangeType.Changed,
      deleted: FileChangeType.Deleted,
    };
    const changes = [{ uri: uri(path), type: types[type] }];
    await this.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
  }

  async fixes(path: string, range: Range): Promise<CodeAction[]> {
    const params = { textDocument: { uri: uri(path) }, range, context: { diagnostics: [] } };
    return this.connection.sendRequest("textDocument/codeAction", params);
  }

  document(path: string): TextDocument {
    const document = this.#documents.get(uri(path));
    if (document === undefined) throw new Error(`${path} is not open`);
    return document;
  }

  /** Waits for diagnostics of a file for which `wanted` holds; looks also at the last that have come. */
  async diagnostics(
    path: string,
    wanted: (params: PublishDiagnosticsParams) => boolean = () => true,
  ): Promise<Diagnostic[]> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const last = this.published.findLast((params) => params.uri === uri(path));
      if (last !== undefined && wanted(last)) return last.diagnostics;
      if (Date.now() > end) {
        throw new Error(`no such diagnostics of ${path}; last: ${JSON.stringify(last)}`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, 200);
        const waiting = this.#waiting;
        waiting.add(done);
        function done(): void {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        }
      });
    }
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest("shutdown");
    this.connection.dispose();
  }
}

/** A path of these tests as a URI; what has a scheme already is one. */
export function uri(path: string): string {
  return /^[a-z]{2,}:/.test(path) ? path : `file://${path}`;
}
