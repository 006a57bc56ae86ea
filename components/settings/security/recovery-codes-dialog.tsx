"use client";

import { RecoveryCodes } from "@/components/two-factor/recovery-codes";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";

type RecoveryCodesDialogProps = { codes: readonly string[]; productName: string; email: string; onClose: () => void };

/** Shows new recovery codes, this once. */
export default function RecoveryCodesDialog({ onClose, ...codes }: RecoveryCodesDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Save your recovery codes</DialogTitle>
          <DialogDescription>
            They're the only way in if you lose your device, and we can't show them again.
          </DialogDescription>
        </DialogHeader>
        <RecoveryCodes {...codes} />
      </DialogContent>
    </Dialog>
  );
}
