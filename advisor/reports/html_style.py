"""How an HTML report looks: dark on light, on a screen of any width and on paper."""

STYLE = """
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;max-width:46rem;padding:1.5rem 1rem 3rem;background:#fff;color:#1a1a1a;
font:16px/1.5 'Source Sans 3','Noto Sans',system-ui,'Segoe UI',Helvetica,Arial,sans-serif;
overflow-wrap:break-word}
h1{font-size:2rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.5rem;line-height:1.25;margin:2.5rem 0 .75rem;padding-top:.5rem;
border-top:2px solid #1f4e9c}
h3{font-size:1.15rem;margin:1.5rem 0 .5rem}
h1,h2,h3{break-after:avoid}
p,ul,ol,dl{margin:.5rem 0 .75rem}
li{margin:.25rem 0}
a{color:#1f4e9c}
header .company{font-size:1.25rem;font-weight:600;margin:.25rem 0}
header .verdict{font-size:1.15rem;border-left:4px solid #1f4e9c;padding-left:.75rem}
header .logo{max-width:14rem;max-height:5rem}
nav ul{list-style:none;padding:0;columns:2}
nav h2{border:0;font-size:1.15rem;margin-top:1.5rem}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.25rem 1rem}
dt{font-weight:600}
dd{margin:0;min-width:0}
.table{overflow-x:auto;margin:1rem 0}
.table:focus-visible{outline:2px solid #1f4e9c;outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.92rem;table-layout:fixed}
caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{text-align:left;vertical-align:top;overflow-wrap:anywhere;
padding:.35rem .5rem;border-bottom:1px solid #767676}
thead th{border-bottom:2px solid #1a1a1a;background:#f2f2f2}
tbody th{font-weight:400}
.right{text-align:right}
figure{margin:1rem 0;break-inside:avoid}
figure svg{display:block;max-width:100%;height:auto}
figcaption{font-size:.9rem;margin-top:.4rem}
.callout{border:1px solid #767676;border-left:6px solid #1f4e9c;padding:.5rem 1rem;margin:1rem 0;
break-inside:avoid}
.callout.assumption{border-left-style:dashed}
.callout.private{border-left-style:double}
.callout-title{font-weight:700;margin:.25rem 0}
footer{margin-top:3rem;border-top:1px solid #767676;padding-top:.5rem;font-size:.85rem}
@media screen and (max-width:34rem){table{min-width:30rem}
dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}nav ul{columns:1}}
@media print{
@page{size:A4;margin:18mm;@bottom-right{content:counter(page);font-size:9pt}}
body{max-width:none;padding:0;font-size:10pt;line-height:1.4}
table{font-size:9pt}
h1{font-size:20pt}
h2{font-size:15pt;margin-top:1.5rem}
h3{font-size:11.5pt;margin:1rem 0 .25rem}
.new-page{break-before:page}
.table{overflow:visible}
thead{display:table-header-group}
tr{break-inside:avoid}
a{color:inherit;text-decoration:none}
.one-page{font-size:9.5pt;line-height:1.3}
.one-page h2{font-size:11.5pt;margin:.5rem 0 .15rem;padding-top:.25rem}
.one-page h1{font-size:15pt;margin:0}
.one-page p,.one-page ul,.one-page ol,.one-page dl{margin:.2rem 0 .3rem}
.one-page li{margin:.1rem 0}
.one-page .callout{margin:.3rem 0;padding:.2rem .75rem}
.one-page footer{margin-top:.75rem}
}
""".replace("\n", "")
