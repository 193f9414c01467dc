import { orderTrap } from "../../src/rules/order-trap.ts";
import { checkFile } from "../support/check-file.ts";

checkFile(
  orderTrap,
  "what its page shows",
  "opencode.json",
  `{
  "permission": {
    "read": {
      "*.env": "deny",
      "*": "allow"
    }
  }
}`,
  1,
);

checkFile(
  orderTrap,
  "what is harmless",
  "opencode.json",
  `{
  "permission": {
    "read": {
      "*": "allow",
      "*.env": "deny"
    }
  }
}`,
  0,
);
