"use client";

import { Menu } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle, SheetTrigger } from "@/components/ui/sheet";

/** The navigation as a sheet, on narrow screens. It remembers the page it was opened on, so navigating closes it. */
export function MobileNavigation({ title, children }: { title: string; children: ReactNode }) {
  const path = usePathname();
  const [openAt, setOpenAt] = useState<string | null>(null);
  return (
    <Sheet open={openAt === path} onOpenChange={(open) => setOpenAt(open ? path : null)}>
      <SheetTrigger asChild>
        <Button variant="ghost" size="icon" aria-label="Open navigation" className="-ml-2">
          <Menu className="size-5" />
        </Button>
      </SheetTrigger>
      <SheetContent side="left">
        <SheetHeader>
          <SheetTitle className="truncate">{title}</SheetTitle>
          <SheetDescription className="sr-only">Pages of this organization</SheetDescription>
        </SheetHeader>
        <div className="px-3 pb-6">{children}</div>
      </SheetContent>
    </Sheet>
  );
}
