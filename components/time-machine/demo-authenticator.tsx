import { demoCode } from "@/lib/time-machine";
import { AuthenticatorCode } from "./authenticator-code";

/** In place of a phone, on pages without the time machine: the code of a sample account. Renders nothing elsewhere. */
export async function DemoAuthenticator() {
  const code = await demoCode();
  if (!code) return null;
  return (
    <aside
      aria-label="Demo authenticator"
      className="fixed right-0 bottom-0 z-40 rounded-tl-md border-t border-l bg-popover px-3 py-2 text-popover-foreground text-sm print:hidden"
    >
      <AuthenticatorCode initial={code} />
    </aside>
  );
}
