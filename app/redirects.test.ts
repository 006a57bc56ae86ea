import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const actionFiles = ["app", "components", "products"]
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)))
  .filter((file) => /\.ts$/.test(file) && readFileSync(file, "utf8").startsWith('"use server"'));

/** What sets a cookie, or revalidates a path. */
const forgets =
  /openSession|startSession|SecondStep|signInWithPasskey|dropSessionCookie|preferOrganization|leaveImpersonation|impersonate|Impersonation|signInWithProvider|revalidatePath/;
/** Leads to a page outside of the application, or to one that shows no more than its address says. */
const elsewhere = [
  "components/billing/plan/actions.ts",
  "components/auth/single-sign-on/actions.ts",
  "components/auth/oauth/actions.ts",
  "components/support/actions.ts",
];

// The browser keeps pages, and where they redirected to, for half a minute: after leaving an organization, its pages would still show.
it("lets no action redirect without making the browser forget the pages it keeps", () => {
  expect(actionFiles.length).toBeGreaterThan(15);
  const bare = actionFiles
    .filter((file) => !elsewhere.includes(file))
    .flatMap((file) =>
      readFileSync(file, "utf8")
        .split(/\nexport async function /)
        .filter((body) => /\bredirect\(/.test(body) && !forgets.test(body))
        .map((body) => `${file}: ${/^\w+/.exec(body)?.[0]}`),
    );
  expect(bare).toEqual([]);
});
