import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { AdminShell } from "@/components/admin/admin-shell";
import { ConfirmationDialog } from "@/components/shell/confirmation/confirmation-dialog";
import { QueryProvider } from "@/components/shell/queries/query-provider";
import { TimeMachine } from "@/components/time-machine";
import { Toaster } from "@/components/ui/sonner";
import { adminPage } from "@/lib/admin";
import { catalog } from "@/lib/catalog";

export const metadata: Metadata = { title: { default: "Admin", template: `%s · ${catalog.name} admin` } };

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
