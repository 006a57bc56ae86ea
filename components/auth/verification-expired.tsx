import { CircleAlert } from "lucide-react";
import Link from "next/link";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

/** In place of the form of a link that verifies an address. */
export function VerificationExpired() {
  return (
    <div className="grid gap-5">
      <Alert variant="destructive">
        <CircleAlert aria-hidden />
        <AlertDescription>This link has expired or was already used. Request a new one.</AlertDescription>
      </Alert>
      <Button asChild size="lg" variant="outline">
        <Link href="/verify">Get a new link</Link>
      </Button>
    </div>
  );
}
