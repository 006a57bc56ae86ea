import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { AdminShell } from "@/components/admin/admin-shell";
import { ConfirmationDialog } from "@/components/shell/confirmation/confirmation-dialog";
import { QueryProvider } from "@/components/shell/queries/query-provider";
import { TimeMachine } from "@/components/time-machine";
import { Toaster } from "@/components/ui/sonner";
import { adminPage } from "@/lib/admin";
import { currentSession } from "@/lib/auth";
import { catalog } from "@/lib/catalog";

/** Pages' titles are sent with a 404, too. For everyone but platform admins the title is that of any address of nothing. */
export async function generateMetadata(): Promise<Metadata> {
  const session = await currentSession();
  const template = session?.user.isPlatformAdmin ? `%s · ${catalog.name} admin` : nothingHere;
  return { title: { default: nothingHere, template } };
}

const nothingHere = "Page not found";

/** Each page authorizes for itself, because a layout doesn't run again on navigation. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const user = await adminPage(async ({ session }) => session.user);
  return (
    <NuqsAdapter>
      <QueryProvider>
        <AdminShell productName={catalog.name} user={user}>
          {children}
        </AdminShell>
        <ConfirmationDialog email={user.email} />
        <Toaster />
        <TimeMachine />
      </QueryProvider>
    </NuqsAdapter>
  );
}
