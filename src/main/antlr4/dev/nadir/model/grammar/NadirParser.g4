// The model language. The words are in NadirLexer.g4; END is the end of a line that is not inside a bracket.
parser grammar NadirParser;

options { tokenVocab = NadirLexer; }

file        : block* EOF ;

block       : model | sizes | data | random | parameters | functions | lets | minimize | equations | constraints
            | assume | symmetry | claim | instance | verify | stray ;

model       : MODEL header citation* ;
sizes       : SIZES end sizeLine* ;
data        : DATA end declarationLine* ;
random      : RANDOM end declarationLine* ;
parameters  : PARAMETERS end declarationLine* ;
functions   : FUNCTIONS end functionLine* ;
lets        : LETS end letLine* ;
minimize    : MINIMIZE end letLine* ;
equations   : EQUATIONS end equationLine* ;
constraints : SUBJECT_TO end conditionLine* ;
assume      : ASSUME end conditionLine* ;
symmetry    : SYMMETRY header symmetryLine* ;
claim       : CLAIM header claimLine* ;
instance    : INSTANCE header settingLine* ;
verify      : VERIFY header methodLine* ;
// A block that is not one: passed over to the next word in column 1.
stray       : STRAY passed* ;
passed      : ~( MODEL | SIZES | DATA | RANDOM | PARAMETERS | FUNCTIONS | LETS | MINIMIZE | EQUATIONS | SUBJECT_TO
               | ASSUME | SYMMETRY | CLAIM | INSTANCE | VERIFY | STRAY ) ;

// The rest of the line that opens a block.
header      : LABEL STRING? END ;
end         : END ;

// One line each. After a mistake, reading goes on with the next line.
citation        : CITE LABEL (COMMA LABEL)* END ;
sizeLine        : name family? condition? STRING? END ;
declarationLine : declaration STRING? END ;
functionLine    : name (OPEN name CLOSE IS formula)? STRING? END ;
letLine         : binding STRING? END ;
conditionLine   : relation STRING? END ;
equationLine    : relation (FOR index)? STRING? END ;
settingLine     : name (OPEN_LIST formula CLOSE_LIST)? IS formula END ;
methodLine      : LABEL (option (COMMA option)*)? END ;

symmetryLine    : FOR (index COMMA)? declaration END             # over
                | MAPS replacement (COMMA replacement)* END      # maps
                ;

claimLine       : CITE LABEL (COMMA LABEL)* END                  # claimCites
                | LET binding STRING? END                        # claimLet
                | NEEDS relation STRING? END                     # claimNeeds
                | FIXED name (IN array)? END                     # claimFixed
                | VALUE formula END                              # claimValue
                | VALUES formula FOR name IN span END            # claimValues
                | AT relation (COMMA relation)* (FOR index)? END   # claimAt
                | HOLDS NO_SPURIOUS_MINIMA END                   # claimNoSpuriousMinima
                | HOLDS relation (FOR (index | name IN array))? END   # claimHolds
                | CONSERVED formula (FOR index)? END             # claimConserved
                | FROM relation (COMMA relation)* (FOR index)? END # claimFrom
                | ALONG name IN formula DOTS formula COMMA relation (FOR index)? END # claimAlong
                | COUNT NAME comparison formula END              # claimCount
                | TYPE LABEL END                                 # claimType
                | INDEX formula END                              # claimIndex
                | NULLITY formula END                            # claimNullity
                | IFF relation END                               # claimIff
                | UP_TO LABEL END                                # claimUpTo
                | FOR declaration (COMMA declaration)* END       # claimOver
                | SAMPLED sampling (COMMA sampling)* END         # claimSampled
                ;
sampling        : name IS span (OPEN THOROUGH formula CLOSE)? ;

// Declarations.
declaration : name family? COLON kind (OPEN_LIST formula (COMMA formula)* CLOSE_LIST)? condition? (TILDE formula)? ;
family      : OPEN_LIST index CLOSE_LIST ;
index       : name IN formula DOTS formula ;
kind        : NAME | SIGNED_PERMUTATION ;
condition   : comparison formula ;
binding     : name (COMMA name)* IS formula ;
replacement : formula ARROW formula ;
option      : LABEL IS choice (OPEN THOROUGH choice CLOSE)? ;
choice      : NUMBER | LABEL (OPEN option (COMMA option)* CLOSE)? ;

// Formulas, the loosest operator first.
relation    : formula (comparison formula)? ;
comparison  : EQUAL | LESS | UP_TO_AND | GREATER | AT_LEAST ;
formula     : term ((PLUS | MINUS) term)* ;
term        : factor ((STAR | SLASH | DOT_STAR | DOT_SLASH) factor)* ;
factor      : MINUS* power ;
power       : postfix ((HAT | DOT_HAT) exponent)* ;
exponent    : MINUS* postfix ;
postfix     : primary suffix* ;
suffix      : PRIME
            | OPEN_LIST subscript (COMMA subscript)* CLOSE_LIST ;
subscript   : COLON | span ;
span        : formula (DOTS formula)? ;
primary     : NUMBER
            | STRING
            | name (PRIME* OPEN (argument (COMMA argument)*)? CLOSE)?
            | EXPECTATION OPEN_LIST formula CLOSE_LIST
            | OPEN formula CLOSE
            | array ;
array       : OPEN_LIST (span (COMMA span)*)? CLOSE_LIST ;
nearby      : name name formula ;
argument    : index
            | nearby
            | name IS span
            | AT_MOST formula
            | formula comparison formula
            | span ;

// Words of the language that are names elsewhere.
name        : NAME | LET | NEEDS | FIXED | VALUE | VALUES | AT | HOLDS | COUNT | CONSERVED | INDEX | NULLITY | IFF | MAPS
            | SAMPLED | THOROUGH | FROM | ALONG ;
