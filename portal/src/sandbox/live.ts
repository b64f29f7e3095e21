/**
 * Keeps the phone page fresh: asks for the same page every three seconds and swaps the parts marked `data-live`. Leaves
 * alone a part in which someone has opened a menu or is writing. Without scripts the refresh link does the same by hand.
 */
export const LIVE = `(function(){'use strict';
var d=document,me=d.currentScript;
function end(){var t=d.querySelector('.texts');if(t)t.scrollTop=t.scrollHeight;}
end();
if(/[\\u4e00-\\u9fff]/.test(d.body.textContent)){
var s=d.createElement('span');s.textContent='\\u6b3e';s.className='probe';d.body.appendChild(s);
var w=s.getBoundingClientRect().width;s.remove();
if(Math.abs(w-100)>1){var l=d.createElement('link');l.rel='stylesheet';l.href=me.dataset.fonts;d.head.appendChild(l);}}
if(me.dataset.live!=='on')return;
setInterval(function(){
if(d.hidden)return;
fetch(location.href,{headers:{'x-live':'1'},credentials:'same-origin'}).then(function(r){return r.ok?r.text():null;}).then(function(html){
if(!html)return;
var next=new DOMParser().parseFromString(html,'text/html');
d.querySelectorAll('[data-live]').forEach(function(now){
var then=next.getElementById(now.id);
if(!then||then.dataset.live===now.dataset.live||now.querySelector('details[open]')||now.contains(d.activeElement))return;
now.replaceWith(then);if(then.id==='texts')end();});
}).catch(function(){});
},3000);
})();`;
