"use client";

import { PageError } from "@/components/shell/page-error";

type ErrorProps = { error: Error & { digest?: string }; retry: () => void };

export default function AdminError(props: ErrorProps) {
  return <PageError {...props} />;
}
