/**
 * The language of the cloud's own words, for screen readers: nothing that comes with them tells it. They are Chinese where the account
 * asks for it (CLOUD_LANGUAGE) and often on API 2.0, else English.
 */
export const languageOf = (text: string): 'zh-CN' | 'en' => (/\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en')
