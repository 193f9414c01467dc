import type { Connection } from "vscode-languageserver";
import type { Client } from "../language/client.ts";
import { explainedCall, judgesIn, watchedCalls } from "../language/watched.ts";
import type { TriedCall } from "../protocol/call-form.ts";
import { EXPLAIN_WATCHED, JUDGES, STEP_CALL, WATCH, WATCHED } from "../protocol/watch.ts";
import type {
  JudgeItem,
  StepCallParams,
  WatchNews,
  WatchParams,
  WatchResult,
} from "../protocol/watch.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { WorkspaceDocuments } from "./documents.ts";
import { DEFECT } from "./fence.ts";
import type { Fence } from "./fence.ts";
import { Follower } from "./follower.ts";
import type { OpenDocuments } from "./open-documents.ts";
import { pathOf } from "./uris.ts";

/** What watching stands on. */
export interface WatchParts {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly client: Client;
  readonly documents: Pick<WorkspaceDocuments, "all" | "folders">;
  readonly open: OpenDocuments;
  readonly fence: Fence;
}

/**
 * Judges the calls that the client watches, at once and again whenever a file has changed that decides: without being asked, so that the answer does not
 * wait behind the check of what is typed. `changed` of what it gives is to hear of files.
 */
export function serveWatch({
  connection,
  workspace,
  client,
  documents,
  open,
  fence,
}: WatchParts): Follower {
  let watched: WatchParams | undefined;
  const judge = async (params: WatchParams): Promise<WatchResult> => {
    const { policy, calls } = params;
    const path = pathOf(policy);
    const found = await fence("the watched calls", () =>
      watchedCalls(workspace, client, path, calls),
    );
    if (watched === params) follower.follow(calls.length === 0 ? [] : (found?.links ?? [path]));
    return found?.result ?? { problem: DEFECT };
  };
  const follower = new Follower(() => {
    const params = watched;
    return params === undefined ? undefined : tell(params);
  });
  const tell = async (params: WatchParams): Promise<void> => {
    const news: WatchNews = { id: params.id, result: await judge(params) };
    if (watched === params) await connection.sendNotification(WATCHED, news);
  };
  connection.onRequest<WatchResult, never>(WATCH, (params: WatchParams) => {
    watched = params;
    return judge(params);
  });
  connection.onRequest<WatchResult, never>(
    EXPLAIN_WATCHED,
    async ({ policy, calls }: WatchParams) => {
      const [call] = calls;
      const found =
        call &&
        (await fence("a watched call", () =>
          explainedCall(workspace, client, pathOf(policy), call),
        ));
      return found ?? { problem: DEFECT };
    },
  );
  connection.onRequest(JUDGES, async (): Promise<readonly JudgeItem[]> => {
    const found = await fence("what judges calls", async () => {
      const policies = (await documents.all()).filter((path) => open.kindOf(path) === "policy");
      return judgesIn(workspace, client, documents.folders, policies);
    });
    return found ?? [];
  });
  connection.onRequest(STEP_CALL, async ({ uri, index }: StepCallParams) => {
    const call = await fence("a step", async (): Promise<TriedCall | undefined> => {
      const loaded = await workspace.scenario(pathOf(uri));
      const step = "scenario" in loaded ? loaded.scenario.steps[index] : undefined;
      return step && { tool: step.call.tool, args: step.call.args };
    });
    return call ?? null;
  });
  return follower;
}
