/** Request: the policies of the workspace folders, and those that are open; a list of `PolicyItem`. */
export const POLICIES = "ambit/policies";

/** A policy of the workspace. */
export interface PolicyItem {
  readonly uri: string;
}
