"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";

type KeyOnceProps = {
  value: string | undefined;
  onClose: () => void;
  /** It is a secret that we sign with, and so have to keep. */
  signs?: boolean;
};

/** A new key, in the one moment it can be read. Closed while there is none. */
export function KeyOnce({ value, onClose, signs = false }: KeyOnceProps) {
  return (
    <Dialog open={value !== undefined} onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{signs ? "The signing secret" : "Your new key"}</DialogTitle>
          <DialogDescription>
            {signs
              ? "Copy it now, for your system to check what it receives. It is not shown again."
              : "Copy it now. We keep only a hash of it and cannot show it again."}
          </DialogDescription>
        </DialogHeader>
        <code className="break-all rounded-md border bg-muted p-3 font-mono text-sm">{value}</code>
        <DialogFooter>
          <CopyButton text={value ?? ""} />
          <DialogClose asChild>
            <Button>I have copied it</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Button variant="outline" onClick={copy}>
      {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      {copied ? "Copied" : "Copy"}
    </Button>
  );
}
