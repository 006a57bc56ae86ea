"use client";

import { MailQuestion } from "lucide-react";
import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";

const loadDialog = () => import("./record-request-dialog");
const RecordRequestDialog = lazy(loadDialog);

/** Records a request that was handled outside the app, for the log of processing. */
export function RecordRequest() {
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
  return (
    <>
      <Button variant="outline" {...button}>
        <MailQuestion aria-hidden />
        Record a request
      </Button>
      {mounted && (
        <Suspense>
          <RecordRequestDialog open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
