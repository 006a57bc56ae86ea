// npm run doctor [-- --json]: checks a deployment and says what to do. Exits with 1 if a check failed.
import { parseArgs } from "node:util";
import type { Finding } from "@/lib/doctor";
import { failed, ok, reasonOf } from "@/lib/doctor/finding";

const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
const symbols = { ok: "✓", warning: "!", failed: "✗" } as const;

const findings = [checkNode(), ...(await examineAll())];
if (values.json) console.log(JSON.stringify(findings, null, 2));
else print(findings);
process.exit(findings.some(({ status }) => status === "failed") ? 1 : 0);

function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const supported = major > 20 || (major === 20 && minor >= 19);
  return supported
    ? ok("Node.js", process.versions.node)
    : failed("Node.js", `${process.versions.node} is too old.`, "Install Node.js 20.19 or newer.");
}

/** Nothing else can be checked without a complete environment. Imported only now, because importing it validates it. */
async function examineAll(): Promise<Finding[]> {
  try {
    await import("@/lib/env");
  } catch (error) {
    return [failed("environment", reasonOf(error), "Correct these variables. .env.example lists all of them.")];
  }
  const { examine } = await import("@/lib/doctor");
  return [ok("environment", "complete"), ...(await examine())];
}

function print(all: readonly Finding[]): void {
  for (const { check, status, message, fix } of all) {
    console.log(`${symbols[status]} ${check}: ${message}`);
    if (fix) console.log(`  → ${fix}`);
  }
  const count = (status: Finding["status"]) => all.filter((each) => each.status === status).length;
  const bad = count("failed");
  console.log(
    bad === 0 ? "\nEverything a deployment needs is there." : `\n${bad} to fix, ${count("warning")} to look at.`,
  );
}
