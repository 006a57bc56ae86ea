"use client";

import { ArrowRight, ChevronsLeft } from "lucide-react";
import { parseAsInteger, useQueryState } from "nuqs";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";

/** Links to the next page and back to the newest orders. `next` is the number that the next page starts below. */
export function OrderPaging({ next, isFirstPage }: { next: number | null; isFirstPage: boolean }) {
  const [pending, startTransition] = useTransition();
  const [, setBelow] = useQueryState(
    "below",
    parseAsInteger.withOptions({ shallow: false, history: "push", scroll: true, startTransition }),
  );
  if (next === null && isFirstPage) return null;
  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-3">
      <Button variant="outline" size="sm" disabled={isFirstPage} onClick={() => setBelow(null)}>
        <ChevronsLeft aria-hidden />
        Newest
      </Button>
      <Button variant="outline" size="sm" disabled={next === null} pending={pending} onClick={() => setBelow(next)}>
        Older
        <ArrowRight aria-hidden />
      </Button>
    </nav>
  );
}
