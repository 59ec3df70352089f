"""The style of the recommendation page. Colours come from the theme: only `currentColor`."""

from advisor.markup import Markup

_EDGE = "1px solid color-mix(in srgb, currentColor 45%, transparent)"

STYLE = Markup(f"""<style>
.advice {{ line-height: 1.55; overflow-wrap: anywhere; }}
.advice h2, .advice h3 {{ font-weight: 600; line-height: 1.3; padding: 0; }}
.advice h2 {{ font-size: 1.5rem; margin: 1.75rem 0 .4rem; }}
.advice h3 {{ font-size: 1.125rem; margin: 1.25rem 0 .25rem; }}
.advice > div[id]:first-child h2 {{ margin-top: .5rem; }}
.st-key-onward {{ margin-top: 0; }}
.st-key-ways {{ row-gap: .15rem; }}
.advice [data-testid=stHeaderActionElements] {{ display: none; }}
.advice p {{ margin: 0 0 .75rem; }}
.advice ul, .advice ol {{ margin: 0 0 1rem; padding-left: 1.4rem; }}
.advice li {{ margin: 0 0 .35rem; padding: 0; }}
.advice dl, .advice dt, .advice dd {{ margin: 0; padding: 0; }}
.advice dt {{ font-weight: 600; }}
.advice dd {{ margin-bottom: .75rem; }}
.advice .box {{ border: {_EDGE}; border-radius: .4rem; margin: 0 0 1rem;
  padding: 1rem 1.1rem .5rem; }}
.advice .box > :first-child, .advice .box > :first-child > * {{ margin-top: 0; }}
.advice .bar {{ border-left: 5px solid currentColor; margin: 0 0 1rem;
  padding: .1rem 0 .1rem 1rem; }}
.advice .bar p:last-child {{ margin: 0; }}
.advice mark {{ background: none; color: inherit; font-weight: 600; font-style: italic;
  border-bottom: 2px solid currentColor; }}
.advice .pair, .advice .thirds {{ display: grid; gap: 0 1.25rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); }}
.advice .thirds {{ grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); }}
.advice .jump {{ margin: 1rem 0 0; padding: .75rem 0 0; border-top: {_EDGE}; }}
.advice .jump p {{ float: left; margin: 0 1rem 0 0; }}
.advice .jump ul {{ list-style: none; margin: 0; padding: 0; }}
.advice .jump li {{ display: inline-block; margin-right: 1rem; }}
.advice .reasons > li {{ margin-bottom: .6rem; }}
.advice .reasons > li > details, .advice .reasons > li > details > summary {{ display: inline; }}
.advice .reasons > li > details > summary::before {{ content: "\\25b8\\00a0" / ""; }}
.advice .reasons > li > details[open] > summary::before {{ content: "\\25be\\00a0" / ""; }}
.advice .reasons > li > details > div {{ margin-top: .35rem; }}
.advice .reasons summary {{ font-size: .9375rem; }}
.advice summary {{ cursor: pointer; min-height: 1.75rem; width: fit-content;
  text-decoration: underline; text-underline-offset: 3px; }}
.advice summary:focus-visible {{ outline: 3px solid currentColor; outline-offset: 2px; }}
.advice details > div {{ border-left: {_EDGE}; margin: 0 0 .5rem; padding: .25rem 0 .25rem 1rem; }}
.advice a {{ color: inherit; text-decoration: underline; }}
.advice p + details, .advice ul + details {{ margin-bottom: .75rem; }}
.advice svg {{ margin-bottom: .5rem; }}
@media (max-width: 46rem) {{
  [data-testid=stHeading] h1 {{ font-size: 1.6rem; }}
}}
</style>""")
