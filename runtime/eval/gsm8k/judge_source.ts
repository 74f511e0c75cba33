/**
 * What runs inside the sandbox, in Python: cutting a program out of a text, running it under restricted names, and the result
 * as data.
 *
 * The golden records are of Python 3.11, the sandbox has a later one. What a program of the records' kind can observe of that is put
 * back: names of `math`, the plain `sum` of doubles (later versions compensate), annotations that are evaluated at once, and syntax
 * that 3.11 did not have. Not put back: the positions of a few syntax errors, and the last bits of some functions of `math`.
 */
export const judgeSource = String.raw`
import ast, builtins, contextlib, io, json, math, re, sys, tokenize, warnings

class _Answers:
    _math_311 = {n for n in dir(math) if n not in ("fma", "sumprod", "fmax", "fmin", "isnormal", "issubnormal", "signbit", "integer")}

for _name in [n for n in dir(math) if n not in _Answers._math_311]:
    delattr(math, _name)

def _sum(iterable, /, start=0):
    if isinstance(start, (str, bytes, bytearray)):
        raise TypeError("sum() can't sum strings, bytes or bytearray")
    for item in iterable:
        start = start + item
    return start
_sum.__name__ = _sum.__qualname__ = "sum"

_import = builtins.__import__
def _limited_import(name, globals=None, locals=None, fromlist=(), level=0):
    if name == "math":
        return _import(name, globals, locals, fromlist, level)
    raise ImportError("only math can be imported")

def _allowed():
    names = "abs min max len range enumerate int float str bool round print".split()
    return {**{name: getattr(builtins, name) for name in names}, "sum": _sum, "__import__": _limited_import}

def _refuse(line, reason):
    raise SyntaxError(reason, ("<sample>", line, 1, None, line, 1))

def _check_f_string_token(token, opened):
    quote, line = opened
    if "\\" in token.string:
        _refuse(line, "f-string expression part cannot include a backslash")
    if token.type == tokenize.COMMENT:
        _refuse(line, "f-string expression part cannot include '#'")
    if token.type in (tokenize.STRING, tokenize.FSTRING_START) and quote in token.string:
        _refuse(line, "f-string: expecting '}'")
    if token.type == tokenize.NL and len(quote) == 1:
        _refuse(line, "unterminated string literal")

def _check_f_strings(text):
    opened = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if opened and token.type not in (tokenize.FSTRING_MIDDLE, tokenize.FSTRING_END):
            _check_f_string_token(token, opened[-1])
        if token.type == tokenize.FSTRING_START:
            opened.append((token.string.lstrip("fFrR"), token.start[0]))
        elif token.type == tokenize.FSTRING_END:
            opened.pop()

_f_string = re.compile("[fF][rR]?[\"']")

def _compile(text):
    "Raises what Python 3.11 raises."
    if "\0" in text:
        raise SyntaxError("source code string cannot contain null bytes")
    compile(text, "<sample>", "exec", dont_inherit=True)
    ast.parse(text, "<sample>", feature_version=(3, 11))
    if _f_string.search(text):
        _check_f_strings(text)

def _cut_before(text, line):
    if line is None or line <= 1:
        return text
    kept = "\n".join(text.splitlines()[: line - 1]).strip()
    try:
        _compile(kept)
        return kept if kept else text
    except SyntaxError:
        return text

def _extract(text):
    fenced = re.search(r"${"```"}(?:python)?\s*(.*?)${"```"}", text, re.DOTALL | re.IGNORECASE)
    text = fenced.group(1) if fenced else text
    start = text.find("def ")
    text = (text[start:] if start >= 0 else text).strip()
    if text == "":
        return text
    try:
        _compile(text)
        return text
    except SyntaxError as error:
        return _cut_before(text, error.lineno)

class _EagerAnnotations(ast.NodeTransformer):
    "Moves annotations before the definition that bears them, to be evaluated at once."
    def _definition(self, node):
        bearers = [a for a in ast.walk(node.args) if isinstance(a, ast.arg)]
        found = [b.annotation for b in bearers if b.annotation is not None] + ([node.returns] if node.returns else [])
        for bearer in bearers:
            bearer.annotation = None
        node.returns = None
        inside, self.inside = self.inside, True
        self.generic_visit(node)
        self.inside = inside
        return [*(ast.copy_location(ast.Expr(a), node) for a in found), node]

    def visit(self, node):
        # Expressions hold no definitions, and long sums are deeper than this may recurse.
        return node if isinstance(node, ast.expr) else super().visit(node)

    inside = False
    visit_FunctionDef = visit_AsyncFunctionDef = _definition

    def visit_AnnAssign(self, node):
        if self.inside:
            return node
        then = ast.copy_location(ast.Expr(node.annotation), node)
        if node.value is None:
            return then
        return [ast.copy_location(ast.Assign([node.target], node.value), node), then]

def _run(code):
    _compile(code)
    tree = _EagerAnnotations().visit(ast.parse(code, "<sample>"))
    space = {"__builtins__": _allowed(), "math": math}
    quiet = io.StringIO()
    with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
        exec(compile(tree, "<sample>", "exec", dont_inherit=True), space, space)
    function = space.get("simple_math_problem", None)
    if function is None:
        return {"tag": "NoFunction"}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(quiet):
        value = function()
    return {"tag": "Returned", "value": _data(value, 2), "printed": printed.getvalue()}

def _data(value, depth):
    kind = type(value)
    if value is None:
        return {"type": "none", "value": None}
    if kind is bool:
        return {"type": "bool", "value": value}
    if kind is int:
        return {"type": "int", "value": ("-" if value < 0 else "") + hex(abs(value))}
    if kind is float:
        return {"type": "float", "value": repr(value)}
    if kind is str:
        return {"type": "str", "value": value}
    if kind in (tuple, list) and depth > 0 and len(value) <= 100:
        return {"type": kind.__name__, "value": [_data(item, depth - 1) for item in value]}
    return {"type": "other", "value": kind.__name__}

def _answer(text, task):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code = _extract(text)
            return {"tag": "Code", "code": code} if task == "extract" else {**_run(code), "code": code}
    except MemoryError:
        return {"tag": "OutOfMemory"}
    except BaseException as error:
        return {"tag": "Raised", "exception": type(error).__name__}

def _judge(question):
    "JSON in, JSON out."
    asked = json.loads(question)
    return json.dumps(_answer(asked["text"], asked["task"]))

for _text in ["x", "def f(:\n 1", "def f():\n return 1\n.", "def simple_math_problem() -> int:\n x = f'{1}'\n print(x)\n return [1.5]"]:
    _judge(json.dumps({"text": _text, "task": "run"}))

for _name in [n for n in sys.modules if n.split(".")[0] in ("js", "pyodide_js", "pyodide", "_pyodide", "_pyodide_core")]:
    del sys.modules[_name]
sys.meta_path[:] = [f for f in sys.meta_path if "Js" not in type(f).__name__]
sys.path[:] = []
`;
