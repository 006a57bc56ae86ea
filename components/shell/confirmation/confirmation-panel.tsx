"use client";

import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { ConfirmationForm } from "./confirmation-form";

type ConfirmationPanelProps = { email: string; answer: (confirmed: boolean) => void };

export default function ConfirmationPanel({ email, answer }: ConfirmationPanelProps) {
  return (
    <Dialog open onOpenChange={(open) => open || answer(false)}>
      <DialogContent className="max-w-sm" data-confirmation>
        <DialogHeader>
          <DialogTitle>Confirm it's you</DialogTitle>
          <DialogDescription>We won't ask again for 10 minutes.</DialogDescription>
        </DialogHeader>
        <ConfirmationForm email={email} onConfirmed={() => answer(true)} />
      </DialogContent>
    </Dialog>
  );
}
