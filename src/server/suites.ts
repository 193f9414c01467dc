import type { Connection } from "vscode-languageserver";
import type { LanguageService } from "../language/service.ts";
import { CREATE_CASE } from "../protocol/cases.ts";
import type { CreateCaseParams, CreateCaseResult } from "../protocol/cases.ts";
import { EXPECT_DECIDED, RUN_SUITE, SUITES } from "../protocol/suites.ts";
import type {
  ExpectDecidedParams,
  ExpectDecidedResult,
  RunSuiteParams,
  RunSuiteResult,
  SuiteItem,
} from "../protocol/suites.ts";
import type { WorkspaceDocuments } from "./documents.ts";
import { DEFECT } from "./fence.ts";
import type { Fence } from "./fence.ts";
import type { OpenDocuments } from "./open-documents.ts";
import { pathOf } from "./uris.ts";

/** Answers questions about test suites, and runs them. */
export function serveSuites(
  connection: Connection,
  service: LanguageService,
  documents: WorkspaceDocuments,
  open: OpenDocuments,
  fence: Fence,
): void {
  connection.onRequest(SUITES, async (): Promise<readonly SuiteItem[]> => {
    const found = await fence("the list of test suites", async () => {
      const paths = (await documents.all()).filter((path) => open.kindOf(path) === "test");
      return service.suites(paths.toSorted());
    });
    return found ?? [];
  });
  connection.onRequest<CreateCaseResult, never>(
    CREATE_CASE,
    async ({ subject, index, suite }: CreateCaseParams): Promise<CreateCaseResult> => {
      const about =
        subject.kind === "scenario"
          ? { scenario: pathOf(subject.uri) }
          : {
              policy: pathOf(subject.policy),
              calls:
                subject.kind === "calls"
                  ? subject.calls
                  : [{ tool: subject.tool, args: subject.args }],
            };
      const path = suite === undefined ? undefined : pathOf(suite);
      const result = await fence("a test case", () => service.createCase(about, index, path));
      return result ?? { problem: DEFECT };
    },
  );
  connection.onRequest<RunSuiteResult, never>(
    RUN_SUITE,
    async ({ uri, ...what }: RunSuiteParams): Promise<RunSuiteResult> => {
      const result = await fence("a test suite", () => service.runSuite(pathOf(uri), what));
      return result ?? { problem: DEFECT };
    },
  );
  connection.onRequest<ExpectDecidedResult, never>(
    EXPECT_DECIDED,
    async ({ uri, ...what }: ExpectDecidedParams): Promise<ExpectDecidedResult> => {
      const result = await fence("an expectation", () => service.expectDecided(pathOf(uri), what));
      return result ?? { problem: DEFECT };
    },
  );
}
