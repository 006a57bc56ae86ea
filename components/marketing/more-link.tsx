import { ArrowIcon } from "./icons";

export function MoreLink({ href, children }: { href: string; children: string }) {
  return (
    <a
      href={href}
      className="inline-flex w-fit items-center gap-1.5 font-medium text-brand underline-offset-4 hover:underline"
    >
      {children}
      <ArrowIcon />
    </a>
  );
}
