import { Eye } from "lucide-react";

type ImpersonationBannerProps = { impersonator: { email: string }; user: { email: string }; readOnly: boolean };

/** On every page while an admin looks through a customer's eyes, above everything else. */
export function ImpersonationBanner({ impersonator, user, readOnly }: ImpersonationBannerProps) {
  return (
    <section aria-label="Impersonation" className="bg-foreground text-background text-sm">
      <p className="mx-auto flex max-w-7xl items-start gap-3 px-4 py-2 sm:px-6 lg:px-8">
        <Eye className="mt-0.5 size-4 shrink-0" aria-hidden />
        <span>
          <span className="font-medium">{impersonator.email}</span> is signed in as{" "}
          <span className="font-medium">{user.email}</span>
          {readOnly ? ", read-only." : ". What is changed is recorded under both names."}
        </span>
      </p>
    </section>
  );
}
