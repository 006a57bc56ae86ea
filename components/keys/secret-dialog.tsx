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

export type RevealSecretProps = {
  value: string | undefined;
  onClose: () => void;
  /** A webhook signing secret, which we keep, rather than an API key, of which we keep a hash. */
  signs?: boolean;
  /** What its owner calls it. */
  name?: "key" | "token";
};

export default function SecretDialog({ value, onClose, signs = false, name = "key" }: RevealSecretProps) {
  return (
    <Dialog open={value !== undefined} onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{signs ? "Your signing secret" : `Your new ${name}`}</DialogTitle>
          <DialogDescription>
            {signs
              ? "Copy it now to verify deliveries. It won't be shown again."
              : "Copy it now. We store only a hash and can't show it again."}
          </DialogDescription>
        </DialogHeader>
        <code className="break-all rounded-md border bg-muted p-3 font-mono text-sm">{value}</code>
        <DialogFooter>
          <CopyButton text={value ?? ""} />
          <DialogClose asChild>
            <Button>Done</Button>
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
