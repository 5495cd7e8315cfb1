/**
 * The request whose answer was lost, if the form still asks for the same; it is then to be sent word for word. `told` is what the
 * form took from the cloud's state, not from the person: that may have changed by this very request.
 */
export function repeatOf<Body extends object>(unanswered: string | undefined, body: Body, told?: keyof Body): Body | undefined {
  if (unanswered === undefined) return undefined
  // Written by `useSubmit` from a body of this very form.
  const sent = JSON.parse(unanswered) as Body
  return asked(sent, told) === asked(body, told) ? sent : undefined
}

const asked = <Body extends object>(body: Body, told: keyof Body | undefined): string =>
  JSON.stringify(Object.entries(body).filter(([key]) => key !== told))
