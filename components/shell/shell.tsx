import type { ReactNode } from "react";
import { KeyboardProvider } from "@/components/keyboard/keyboard-provider";
import { ProgressBar } from "@/components/navigation/progress-bar";
import { PaletteButton, PaletteIconButton } from "@/components/palette/palette-button";
import type { PalettePage } from "@/components/palette/palette-provider";
import { MobileNavigation } from "./navigation/mobile-navigation";
import { OrganizationHead } from "./navigation/organization-head";
import type { OrganizationChoices } from "./navigation/organization-switcher";
import { PlanChip } from "./navigation/plan-chip";
import { UserMenu } from "./navigation/user-menu";
import { AppPaletteProvider } from "./palette/app-palette-provider";

type ShellProps = {
  organization: { name: string };
  productName: string;
  plan: { name: string; note: string };
  user: { name: string | null; email: string };
  choices: OrganizationChoices;
  navigation: ReactNode;
  /** Of the navigation, for the palette. */
  pages: readonly PalettePage[];
  banners: ReactNode;
  children: ReactNode;
};

/** The frame of the signed-in pages: navigation on the left, or behind a button on narrow screens. */
export function Shell(props: ShellProps) {
  const { organization, productName, plan, user, choices, navigation, pages, banners, children } = props;
  return (
    <KeyboardProvider pages={pages}>
      <AppPaletteProvider pages={pages}>
        <ProgressBar />
        <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] print:block">
          <a
            href="#content"
            className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-popover focus:px-3 focus:py-2 focus:shadow-float"
          >
            Skip to content
          </a>
          <aside className="print:hidden sticky top-0 hidden h-dvh flex-col gap-6 border-r bg-card px-3 py-4 lg:flex">
            <OrganizationHead name={organization.name} productName={productName} />
            <PaletteButton label="Go to…" />
            <div className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1 py-0.5">{navigation}</div>
            <PlanChip name={plan.name} note={plan.note} />
            <UserMenu user={user} choices={choices} />
          </aside>
          <div className="flex min-w-0 flex-col">
            <header className="print:hidden sticky top-0 z-30 flex h-14 items-center gap-2 border-b bg-card px-4 lg:hidden">
              <MobileNavigation title={organization.name}>{navigation}</MobileNavigation>
              <p className="min-w-0 flex-1 truncate font-semibold text-sm">{organization.name}</p>
              <PaletteIconButton label="Go to…" />
              <UserMenu user={user} choices={choices} compact />
            </header>
            {banners}
            <main
              id="content"
              className="mx-auto w-full max-w-7xl flex-1 px-4 py-6 sm:px-6 lg:px-8 lg:py-7 print:max-w-none print:p-0"
            >
              {children}
            </main>
          </div>
        </div>
      </AppPaletteProvider>
    </KeyboardProvider>
  );
}
