"""
Names of states, for fields and for whoever is abroad: ISO 3166-1 alpha-2 codes with the short names in everyday use.

A name here says nothing of anybody's status.
"""

from __future__ import annotations

from functools import cache

from cauce.node.frame.words import Both, pick

#: code=English|Spanish, in the order of the English names
_NAMES = """
AF=Afghanistan|Afganistán; AL=Albania|Albania; DZ=Algeria|Argelia; AD=Andorra|Andorra; AO=Angola|Angola;
AG=Antigua and Barbuda|Antigua y Barbuda; AR=Argentina|Argentina; AM=Armenia|Armenia; AU=Australia|Australia;
AT=Austria|Austria; AZ=Azerbaijan|Azerbaiyán; BS=Bahamas|Bahamas; BH=Bahrain|Baréin; BD=Bangladesh|Bangladés;
BB=Barbados|Barbados; BY=Belarus|Bielorrusia; BE=Belgium|Bélgica; BZ=Belize|Belice; BJ=Benin|Benín;
BT=Bhutan|Bután; BO=Bolivia|Bolivia; BA=Bosnia and Herzegovina|Bosnia y Herzegovina; BW=Botswana|Botsuana;
BR=Brazil|Brasil; BN=Brunei|Brunéi; BG=Bulgaria|Bulgaria; BF=Burkina Faso|Burkina Faso; BI=Burundi|Burundi;
CV=Cabo Verde|Cabo Verde; KH=Cambodia|Camboya; CM=Cameroon|Camerún; CA=Canada|Canadá;
CF=Central African Republic|República Centroafricana; TD=Chad|Chad; CL=Chile|Chile; CN=China|China;
CO=Colombia|Colombia; KM=Comoros|Comoras; CG=Congo|Congo;
CD=Congo, Democratic Republic|Congo, República Democrática; CR=Costa Rica|Costa Rica;
CI=Côte d’Ivoire|Costa de Marfil; HR=Croatia|Croacia; CU=Cuba|Cuba; CY=Cyprus|Chipre; CZ=Czechia|Chequia;
DK=Denmark|Dinamarca; DJ=Djibouti|Yibuti; DM=Dominica|Dominica; DO=Dominican Republic|República Dominicana;
EC=Ecuador|Ecuador; EG=Egypt|Egipto; SV=El Salvador|El Salvador; GQ=Equatorial Guinea|Guinea Ecuatorial;
ER=Eritrea|Eritrea; EE=Estonia|Estonia; SZ=Eswatini|Esuatini; ET=Ethiopia|Etiopía; FJ=Fiji|Fiyi;
FI=Finland|Finlandia; FR=France|Francia; GA=Gabon|Gabón; GM=Gambia|Gambia; GE=Georgia|Georgia; DE=Germany|Alemania;
GH=Ghana|Ghana; GR=Greece|Grecia; GD=Grenada|Granada; GT=Guatemala|Guatemala; GN=Guinea|Guinea;
GW=Guinea-Bissau|Guinea-Bisáu; GY=Guyana|Guyana; HT=Haiti|Haití; VA=Holy See|Santa Sede; HN=Honduras|Honduras;
HK=Hong Kong|Hong Kong; HU=Hungary|Hungría; IS=Iceland|Islandia; IN=India|India; ID=Indonesia|Indonesia;
IR=Iran|Irán; IQ=Iraq|Irak; IE=Ireland|Irlanda; IL=Israel|Israel; IT=Italy|Italia; JM=Jamaica|Jamaica;
JP=Japan|Japón; JO=Jordan|Jordania; KZ=Kazakhstan|Kazajistán; KE=Kenya|Kenia; KI=Kiribati|Kiribati;
KP=Korea, North|Corea del Norte; KR=Korea, South|Corea del Sur; KW=Kuwait|Kuwait; KG=Kyrgyzstan|Kirguistán;
LA=Laos|Laos; LV=Latvia|Letonia; LB=Lebanon|Líbano; LS=Lesotho|Lesoto; LR=Liberia|Liberia; LY=Libya|Libia;
LI=Liechtenstein|Liechtenstein; LT=Lithuania|Lituania; LU=Luxembourg|Luxemburgo; MO=Macao|Macao;
MG=Madagascar|Madagascar; MW=Malawi|Malaui; MY=Malaysia|Malasia; MV=Maldives|Maldivas; ML=Mali|Malí;
MT=Malta|Malta; MH=Marshall Islands|Islas Marshall; MR=Mauritania|Mauritania; MU=Mauritius|Mauricio;
MX=Mexico|México; FM=Micronesia|Micronesia; MD=Moldova|Moldavia; MC=Monaco|Mónaco; MN=Mongolia|Mongolia;
ME=Montenegro|Montenegro; MA=Morocco|Marruecos; MZ=Mozambique|Mozambique; MM=Myanmar|Myanmar; NA=Namibia|Namibia;
NR=Nauru|Nauru; NP=Nepal|Nepal; NL=Netherlands|Países Bajos; NZ=New Zealand|Nueva Zelanda; NI=Nicaragua|Nicaragua;
NE=Niger|Níger; NG=Nigeria|Nigeria; MK=North Macedonia|Macedonia del Norte; NO=Norway|Noruega; OM=Oman|Omán;
PK=Pakistan|Pakistán; PW=Palau|Palaos; PS=Palestine|Palestina; PA=Panama|Panamá;
PG=Papua New Guinea|Papúa Nueva Guinea; PY=Paraguay|Paraguay; PE=Peru|Perú; PH=Philippines|Filipinas;
PL=Poland|Polonia; PT=Portugal|Portugal; PR=Puerto Rico|Puerto Rico; QA=Qatar|Catar; RO=Romania|Rumania;
RU=Russia|Rusia; RW=Rwanda|Ruanda; KN=Saint Kitts and Nevis|San Cristóbal y Nieves; LC=Saint Lucia|Santa Lucía;
VC=Saint Vincent and the Grenadines|San Vicente y las Granadinas; WS=Samoa|Samoa; SM=San Marino|San Marino;
ST=São Tomé and Príncipe|Santo Tomé y Príncipe; SA=Saudi Arabia|Arabia Saudita; SN=Senegal|Senegal;
RS=Serbia|Serbia; SC=Seychelles|Seychelles; SL=Sierra Leone|Sierra Leona; SG=Singapore|Singapur;
SK=Slovakia|Eslovaquia; SI=Slovenia|Eslovenia; SB=Solomon Islands|Islas Salomón; SO=Somalia|Somalia;
ZA=South Africa|Sudáfrica; SS=South Sudan|Sudán del Sur; ES=Spain|España; LK=Sri Lanka|Sri Lanka; SD=Sudan|Sudán;
SR=Suriname|Surinam; SE=Sweden|Suecia; CH=Switzerland|Suiza; SY=Syria|Siria; TW=Taiwan|Taiwán;
TJ=Tajikistan|Tayikistán; TZ=Tanzania|Tanzania; TH=Thailand|Tailandia; TL=Timor-Leste|Timor Oriental; TG=Togo|Togo;
TO=Tonga|Tonga; TT=Trinidad and Tobago|Trinidad y Tobago; TN=Tunisia|Túnez; TR=Türkiye|Turquía;
TM=Turkmenistan|Turkmenistán; TV=Tuvalu|Tuvalu; UG=Uganda|Uganda; UA=Ukraine|Ucrania;
AE=United Arab Emirates|Emiratos Árabes Unidos; GB=United Kingdom|Reino Unido; US=United States|Estados Unidos;
UY=Uruguay|Uruguay; UZ=Uzbekistan|Uzbekistán; VU=Vanuatu|Vanuatu; VE=Venezuela|Venezuela; VN=Viet Nam|Vietnam;
YE=Yemen|Yemen; ZM=Zambia|Zambia; ZW=Zimbabwe|Zimbabue
"""


@cache
def countries() -> dict[str, Both]:
    """Return the names by code."""
    found = {}
    for item in _NAMES.replace("\n", " ").split(";"):
        code, _, names = item.strip().partition("=")
        english, _, spanish = names.partition("|")
        found[code] = Both(english, spanish)
    return found


def country(code: str) -> str:
    """Return the name of a state in the language spoken; its code if it is not in the list."""
    return pick(countries().get(code, code))
