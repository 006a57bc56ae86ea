import "server-only";
import { headers } from "next/headers";
import { wallNow } from "@/lib/clock";
import { enqueueEmail } from "@/lib/email";
import { appUrl } from "../links/urls";
import { withAccount } from "../people/with-account";
import { clientAddress } from "../requests/client-address";
import { describeAgent } from "../sessions/describe-agent";
import { deviceKnownTo, rememberBrowser } from "./known-device";

/** After a sign-in: remembers the browser, and tells the person by email if they hadn't signed in with it before. */
export async function noteBrowser(email: string): Promise<void> {
  const known = await deviceKnownTo(email);
  await rememberBrowser(email);
  if (known) return;
  const given = await headers();
  const address = clientAddress(given);
  await withAccount({ actor: { kind: "system", id: "sign_up" }, email }, (ctx) =>
    enqueueEmail(ctx, {
      to: email,
      template: "new-device",
      props: {
        device: describeAgent(given.get("user-agent")),
        at: wallNow().toISOString(),
        address: address === "unknown" ? null : address,
        sessionsUrl: appUrl("/settings?tab=security"),
        resetUrl: appUrl("/reset"),
      },
    }),
  );
}
