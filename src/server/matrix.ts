import type { Connection } from "vscode-languageserver";
import type { Client } from "../language/client.ts";
import { agentMatrix } from "../language/matrix.ts";
import { MATRIX } from "../protocol/matrix.ts";
import type { AgentRow, MatrixParams } from "../protocol/matrix.ts";
import { SIMULATION_CHANGED } from "../protocol/simulate.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { WorkspaceDocuments } from "./documents.ts";
import type { Fence } from "./fence.ts";
import { Follower } from "./follower.ts";
import { pathOf } from "./uris.ts";

/** What the matrix of agents stands on. */
export interface MatrixParts {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly client: Client;
  readonly documents: Pick<WorkspaceDocuments, "folders">;
  readonly fence: Fence;
}

/** Answers what every agent of the workspace would decide of a call; when that may change, the client is told as of a simulation. */
export function serveMatrix({
  connection,
  workspace,
  client,
  documents,
  fence,
}: MatrixParts): Follower {
  const follower = new Follower(() => connection.sendNotification(SIMULATION_CHANGED));
  connection.onRequest(
    MATRIX,
    async ({ policy, call }: MatrixParams): Promise<readonly AgentRow[]> => {
      const found = await fence("the agents' decisions", () =>
        agentMatrix(workspace, client, documents.folders, pathOf(policy), call),
      );
      follower.follow(found?.links ?? []);
      return found?.rows ?? [];
    },
  );
  return follower;
}
