"""Where the parts of the page stand; what the parts look like inside is in `ui/assets`."""

_READER = "min(46vw, 46rem)"
STYLE = f"""<style>
.stMainBlockContainer {{ max-width: 46rem; padding: 2rem 1.5rem 2rem; }}
.stBottomBlockContainer, [data-testid="stBottomBlockContainer"] {{ max-width: 46rem;
  padding: .5rem 1.5rem 1.2rem; }}
.stMain .st-key-heading {{ gap: .7rem; margin-bottom: .6rem; }}
.st-key-heading h1 {{ font-size: 1.35rem; line-height: 1.3; padding: 0; font-weight: 650; }}
.stMain [data-testid="stCaptionContainer"] {{ color: inherit; opacity: .8; }}
.st-key-heading [data-testid="stCaptionContainer"] {{ margin: 0; }}
.st-key-heading p {{ margin: 0; }}
.st-key-heading [data-testid="stMarkdownContainer"] {{ margin-bottom: 0; }}
.stApp:has([data-testid="stExpandSidebarButton"]) .stMainBlockContainer {{ padding-top: 3.4rem; }}
.st-key-reader {{ position: fixed; inset-block: 0; inset-inline-end: 0; width: {_READER};
  z-index: 1000000; gap: 0; border-inline-start: 1px solid #8883;
  background: var(--background-color, Canvas); }}
.st-key-reader .stAlert, .st-key-reader .stButton {{ padding: 1rem; }}
.stApp:has(.st-key-reader) .stMain {{ padding-inline-end: {_READER}; }}
.st-key-talk {{ gap: 0; }}
.stApp :is(textarea, .stTextInput input, .stText *) {{ unicode-bidi: plaintext; }}
.st-key-stop {{ position: absolute; inset-inline-end: 5rem; bottom: 2rem;
  width: auto; z-index: 2; }}
[data-testid="stSidebarHeader"] {{ height: 3rem; }}
.stSidebar .stVerticalBlock {{ gap: .7rem; }}
@media (max-width: 1500px) {{ .stApp:has(.st-key-reader) .stSidebar {{ display: none; }} }}
@media (max-width: 760px) {{
  .st-key-reader {{ width: 100vw; border: 0; }}
  .stApp:has(.st-key-reader) .stMain {{ padding-inline-end: 0; }}
}}
</style>"""
RIGHT_TO_LEFT = """<style>
.stApp { direction: rtl; }
.stApp :is(h1, p) { text-align: start; }
</style>"""
