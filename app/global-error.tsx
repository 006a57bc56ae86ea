"use client";

import { ThemeProvider } from "@/components/brand/theme-provider";
import ErrorPage from "./error";
import "./globals.css";

type GlobalErrorProps = { error: Error & { digest?: string }; retry: () => void };

/** In place of the whole document when the root layout fails. Metadata can't be exported from here. */
export default function GlobalError(props: GlobalErrorProps) {
  return (
    <html lang="en" suppressHydrationWarning>
      <body>
        <title>Something went wrong</title>
        <ThemeProvider>
          <ErrorPage {...props} />
        </ThemeProvider>
      </body>
    </html>
  );
}
