// The words of a model file. ANTLR allows modes only in a lexer of its own; the language is read in NadirParser.g4.
//
// A word in column 1 opens a block, and everything below it is indented. So the end of a line says by itself what comes
// next: with white space behind it another line of the block, without it the margin. Both are END to the parser. While
// a round or square bracket is open, an indented line goes on with the statement.
lexer grammar NadirLexer;

tokens { END, UNEXPECTED, UNCLOSED }

@members {
    /** The brackets that are open in this statement. */
    private int open;
}

// The margin.

MODEL      : 'model'              -> pushMode(FORMULAS), pushMode(LABELS) ;
SIZES      : 'sizes'              -> pushMode(FORMULAS) ;
DATA       : 'data'               -> pushMode(FORMULAS) ;
RANDOM     : 'random'             -> pushMode(FORMULAS) ;
PARAMETERS : 'parameters'         -> pushMode(FORMULAS) ;
FUNCTIONS  : 'functions'          -> pushMode(FORMULAS) ;
LETS       : 'let'                -> pushMode(FORMULAS) ;
MINIMIZE   : 'minimize'           -> pushMode(FORMULAS) ;
EQUATIONS  : 'equations'          -> pushMode(FORMULAS) ;
SUBJECT_TO : 'subject' [ \t]+ 'to' -> pushMode(FORMULAS) ;
ASSUME     : 'assume'             -> pushMode(FORMULAS) ;
SYMMETRY   : 'symmetry'           -> pushMode(FORMULAS), pushMode(LABELS) ;
CLAIM      : 'claim'              -> pushMode(FORMULAS), pushMode(LABELS) ;
INSTANCE   : 'instance'           -> pushMode(FORMULAS), pushMode(LABELS) ;
VERIFY     : 'verify'             -> pushMode(METHODS) ;

BLANK      : EOL -> channel(HIDDEN) ;
STRAY      : ( [ \t]+ | [A-Za-z0-9_] [A-Za-z0-9_-]* | ~[ \t\r\n] ) -> pushMode(FORMULAS) ;

fragment EOL     : [ \t]* COMMENT? '\r'? '\n' ;
fragment COMMENT : '#' ~[\r\n]* ;
fragment QUOTED  : '"' ~["\r\n]* '"' ;
fragment OPENED  : '"' ~["\r\n]* ;
fragment DECIMAL : [0-9]+ ( '.' [0-9]+ )? ( [eE] [+-]? [0-9]+ )? ;
fragment WORD    : [A-Za-z] [A-Za-z0-9_]* ( '-' [A-Za-z0-9_]+ )* ;

// Formulas, and the statements that hold them.

mode FORMULAS;

CITE       : 'cite'  -> pushMode(LABELS) ;
TYPE       : 'type'  -> pushMode(LABELS) ;
UP_TO      : 'up-to' -> pushMode(LABELS) ;

LET        : 'let' ;
NEEDS      : 'needs' ;
FIXED      : 'fixed' ;
VALUE      : 'value' ;
VALUES     : 'values' ;
AT         : 'at' ;
HOLDS      : 'holds' ;
COUNT      : 'count' ;
CONSERVED  : 'conserved' ;
INDEX      : 'index' ;
NULLITY    : 'nullity' ;
IFF        : 'iff' ;
SAMPLED    : 'sampled' ;
FROM       : 'from' ;
ALONG      : 'along' ;
FOR        : 'for' ;
IN         : 'in' ;
MAPS       : 'maps' ;

NO_SPURIOUS_MINIMA : 'local-minima' [ \t]+ 'are' [ \t]+ 'global' ;
SIGNED_PERMUTATION : 'signed-permutation' ;
AT_MOST            : 'at-most' ;
EXPECTATION        : 'E' ;
MORE_DRAWS         : 'thorough' -> type(THOROUGH) ;

NAME       : [A-Za-z] [A-Za-z0-9_]* ;
NUMBER     : DECIMAL ;
STRING     : QUOTED ;

PLUS       : '+' ;
MINUS      : '-' ;
STAR       : '*' ;
SLASH      : '/' ;
DOT_STAR   : '.*' ;
DOT_SLASH  : './' ;
HAT        : '^' ;
DOT_HAT    : '.^' ;
PRIME      : '\'' ;
ARROW      : '->' ;
DOTS       : '..' ;
COLON      : ':' ;
COMMA      : ',' ;
TILDE      : '~' ;
IS         : '=' ;
EQUAL      : '==' ;
AT_LEAST   : '>=' ;
UP_TO_AND  : '<=' ;
LESS       : '<' ;
GREATER    : '>' ;
OPEN       : '(' { open++; } ;
CLOSE      : ')' { open = Math.max(0, open - 1); } ;
OPEN_LIST  : '[' { open++; } ;
CLOSE_LIST : ']' { open = Math.max(0, open - 1); } ;

SPACE        : [ \t]+                   -> channel(HIDDEN) ;
GOES_ON      : EOL+ [ \t]+ { open > 0 }? -> channel(HIDDEN) ;
NEXT_LINE    : EOL+ [ \t]+              -> type(END) ;
END_OF_BLOCK : EOL+ { open = 0; }       -> type(END), popMode ;
UNCLOSED_TEXT : OPENED                  -> type(UNCLOSED) ;
OTHER        : .                        -> type(UNEXPECTED) ;

// Labels: names of models, claims and instances, cited keys, words of the glossary. To the end of the line.

mode LABELS;

LABEL         : WORD ;
LABEL_COMMA   : ','       -> type(COMMA) ;
LABEL_TEXT    : QUOTED    -> type(STRING) ;
LABEL_SPACE   : [ \t]+    -> channel(HIDDEN) ;
LABEL_LINE    : EOL+ [ \t]+ -> type(END), popMode ;
LABEL_BLOCK   : EOL+      -> type(END), popMode, popMode ;
LABEL_UNCLOSED : OPENED   -> type(UNCLOSED) ;
LABEL_OTHER   : .         -> type(UNEXPECTED) ;

// Methods of verification with their options.

mode METHODS;

THOROUGH      : 'thorough' ;
METHOD_NUMBER : '-'? DECIMAL -> type(NUMBER) ;
METHOD_LABEL  : WORD      -> type(LABEL) ;
METHOD_IS     : '='       -> type(IS) ;
METHOD_COMMA  : ','       -> type(COMMA) ;
METHOD_OPEN   : '(' { open++; } -> type(OPEN) ;
METHOD_CLOSE  : ')' { open = Math.max(0, open - 1); } -> type(CLOSE) ;
METHOD_SPACE  : [ \t]+    -> channel(HIDDEN) ;
METHOD_GOES_ON : EOL+ [ \t]+ { open > 0 }? -> channel(HIDDEN) ;
METHOD_LINE   : EOL+ [ \t]+ -> type(END) ;
METHOD_BLOCK  : EOL+ { open = 0; } -> type(END), popMode ;
METHOD_UNCLOSED : OPENED  -> type(UNCLOSED) ;
METHOD_OTHER  : .         -> type(UNEXPECTED) ;
