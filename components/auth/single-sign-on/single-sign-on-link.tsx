import { Building2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { singleSignOnPath } from "@/lib/auth";

/** On the sign-in page: the way to sign in at one's company. */
export function SingleSignOnLink({ next }: { next: string }) {
  return (
    <Button asChild variant="outline" size="lg" className="mt-4 w-full">
      <a href={singleSignOnPath(next)}>
        <Building2 aria-hidden /> Continue with single sign-on
      </a>
    </Button>
  );
}
