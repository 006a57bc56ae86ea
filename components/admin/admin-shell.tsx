import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { KeyboardProvider } from "@/components/keyboard/keyboard-provider";
import Link from "@/components/navigation/link";
import { ProgressBar } from "@/components/navigation/progress-bar";
import { PaletteButton, PaletteIconButton } from "@/components/palette/palette-button";
import { MobileNavigation } from "@/components/shell/navigation/mobile-navigation";
import { NavLink } from "@/components/shell/navigation/nav-link";
import { UserMenu } from "@/components/shell/navigation/user-menu";
import { Badge } from "@/components/ui/badge";
import { adminPages } from "./admin-pages";
import { AdminPaletteProvider } from "./palette/admin-palette-provider";

type AdminShellProps = {
  productName: string;
  user: { name: string | null; email: string };
  children: ReactNode;
};

/** Looks different from the customers' pages, so that admins notice which ones they are on. */
export function AdminShell({ productName, user, children }: AdminShellProps) {
  const pages = adminPages.map(({ href, label, icon, keywords }) => ({ href, label, icon, keywords }));
  return (
    <KeyboardProvider pages={pages}>
      <AdminPaletteProvider pages={pages}>
        <ProgressBar />
        <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] print:block">
          <a
            href="#content"
            className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-popover focus:px-3 focus:py-2 focus:shadow-float"
          >
            Skip to content
          </a>
          <aside className="print:hidden sticky top-0 hidden h-dvh flex-col gap-6 border-r border-t-2 border-t-foreground bg-card px-3 py-4 lg:flex">
            <div className="flex items-center justify-between gap-2 px-2">
              <p className="truncate font-semibold text-sm tracking-[-0.011em]">{productName}</p>
              <Badge variant="outline">Admin</Badge>
            </div>
            <PaletteButton label="Search" />
            <div className="min-h-0 flex-1 overflow-y-auto">
              <AdminNavigation />
            </div>
            <UserMenu user={user} />
          </aside>
          <div className="flex min-w-0 flex-col">
            <header className="print:hidden sticky top-0 z-30 flex h-14 items-center gap-2 border-t-2 border-t-foreground border-b bg-card px-4 lg:hidden">
              <MobileNavigation title={`${productName} admin`}>
                <AdminNavigation />
              </MobileNavigation>
              <p className="min-w-0 flex-1 truncate font-semibold text-sm">{productName} admin</p>
              <PaletteIconButton label="Search" />
              <UserMenu user={user} compact />
            </header>
            <main
              id="content"
              className="mx-auto w-full max-w-6xl flex-1 px-4 py-6 sm:px-6 lg:px-8 lg:py-8 print:max-w-none print:p-0"
            >
              {children}
            </main>
          </div>
        </div>
      </AdminPaletteProvider>
    </KeyboardProvider>
  );
}

function AdminNavigation() {
  return (
    <nav aria-label="Admin" className="grid gap-6">
      <div className="grid gap-0.5">
        {adminPages.map(({ href, label, icon, exact }) => (
          <NavLink key={href} href={href} icon={icon} exact={exact === true}>
            {label}
          </NavLink>
        ))}
      </div>
      <Link
        href="/dashboard"
        className="flex h-8 items-center gap-2.5 rounded-md px-2.5 font-medium text-[0.8125rem] text-muted-foreground transition-colors hover:bg-accent/60 hover:text-foreground max-lg:h-10 max-lg:text-sm"
      >
        <ArrowLeft className="size-4" aria-hidden />
        Back to the app
      </Link>
    </nav>
  );
}
