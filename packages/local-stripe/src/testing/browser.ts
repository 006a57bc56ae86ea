/** Posts a form as a browser would, without following the redirect. */
export async function postForm(
  url: string | null,
  fields: Record<string, string>,
): Promise<{ status: number; text: string; location: string | null }> {
  const answer = await fetch(url ?? "", { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  return { status: answer.status, text: await answer.text(), location: answer.headers.get("location") };
}
