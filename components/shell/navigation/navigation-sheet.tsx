"use client";

import type { ReactNode } from "react";
import { useReturnFocus } from "@/components/ui/return-focus";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";

type NavigationSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
};

export default function NavigationSheet({ open, onOpenChange, title, children }: NavigationSheetProps) {
  const returnFocus = useReturnFocus();
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent side="left" {...returnFocus}>
        <SheetHeader>
          <SheetTitle className="truncate">{title}</SheetTitle>
          <SheetDescription className="sr-only">Pages of this organization</SheetDescription>
        </SheetHeader>
        <div className="px-3 pb-6">{children}</div>
      </SheetContent>
    </Sheet>
  );
}
