/**
 * Runs before the first paint: a page that follows the system's theme must not flash the other one, and the server learns the
 * reader's time zone for the next page. Kept free of anything that a template would have to escape.
 */
export const rootScript = `(function(){
var r=document.documentElement,q=matchMedia('(prefers-color-scheme: dark)');
function f(){if(r.dataset.themeChoice==='system')r.dataset.theme=q.matches?'dark':'light'}
f();q.addEventListener('change',f);
try{var z=Intl.DateTimeFormat().resolvedOptions().timeZone;if(z)document.cookie='tz='+encodeURIComponent(z)+'; path=/; max-age=31536000; samesite=lax'}catch(e){}
})()`
