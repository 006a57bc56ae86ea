import { Building2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { singleSignOnPath } from "@/lib/auth";

/** The sign-in page's link to single sign-on. */
export function SingleSignOnLink({ next }: { next: string }) {
  return (
    <Button asChild variant="outline" size="lg" className="mt-4 w-full">
      <a href={singleSignOnPath(next)}>
        <Building2 aria-hidden /> Continue with single sign-on
      </a>
    </Button>
  );
}
