"use client";

import { Menu } from "lucide-react";
import { usePathname } from "next/navigation";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";

const loadSheet = () => import("./navigation-sheet");
const NavigationSheet = lazy(loadSheet);

/** The navigation as a sheet, on narrow screens. It remembers the page it was opened on, so navigating closes it. */
export function MobileNavigation({ title, children }: { title: string; children: ReactNode }) {
  const path = usePathname();
  const [openAt, setOpenAt] = useState<string | null>(null);
  const { button, open, setOpen, mounted } = useLazyDialog(loadSheet, {
    open: openAt === path,
    setOpen: (next) => setOpenAt(next ? path : null),
  });
  return (
    <>
      <Button {...button} variant="ghost" size="icon" aria-label="Open navigation" className="-ml-2">
        <Menu className="size-5" />
      </Button>
      {mounted && (
        <Suspense>
          <NavigationSheet open={open} onOpenChange={setOpen} title={title}>
            {children}
          </NavigationSheet>
        </Suspense>
      )}
    </>
  );
}
